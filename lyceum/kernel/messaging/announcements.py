"""What has happened on the board: ids, never words."""

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
