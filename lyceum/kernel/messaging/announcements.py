"""What has happened on the board and in conversations: ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class NoticeWritten:
    notice_id: UUID


@dataclass(frozen=True)
class NoticeEdited:
    notice_id: UUID


@dataclass(frozen=True)
class NoticeScheduled:
    notice_id: UUID
    publish_at: str


@dataclass(frozen=True)
class NoticePublished:
    notice_id: UUID


@dataclass(frozen=True)
class NoticeWithdrawn:
    notice_id: UUID


@dataclass(frozen=True)
class NoticeSeen:
    notice_id: UUID


@dataclass(frozen=True)
class ConversationOpened:
    conversation_id: UUID
    conversation_kind: str


@dataclass(frozen=True)
class PeopleChanged:
    """Who takes part in a conversation."""

    conversation_id: UUID
    joined: list[UUID]
    left: list[UUID]


@dataclass(frozen=True)
class MessagePosted:
    conversation_id: UUID
    message_id: UUID
    author_id: UUID


@dataclass(frozen=True)
class MessageHeld:
    """It waits for a moderator."""

    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True)
class MessageReleased:
    conversation_id: UUID
    message_id: UUID
    author_id: UUID | None


@dataclass(frozen=True)
class MessageRefused:
    """By a moderator: nobody else reads it, or nobody any more."""

    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True)
class MessageEdited:
    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True)
class MessageDeleted:
    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True)
class ReactionsChanged:
    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True)
class MessageReported:
    message_id: UUID
    reason: str


@dataclass(frozen=True)
class ReportsDismissed:
    message_id: UUID


@dataclass(frozen=True)
class PersonBlocked:
    blocked_id: UUID


@dataclass(frozen=True)
class PersonUnblocked:
    blocked_id: UUID


@dataclass(frozen=True)
class ConversationRulesChanged:
    fields: list[str]
