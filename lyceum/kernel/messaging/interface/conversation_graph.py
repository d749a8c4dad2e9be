"""Conversations by GraphQL: the same acts as by REST, one action each."""

from typing import Any
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.messaging.actions import (
    attending,
    blocking,
    editing,
    message_reporting,
    moderating,
    opening,
    posting,
    reacting,
)
from lyceum.kernel.messaging.actions.opening import Opening
from lyceum.kernel.messaging.models import Reason
from lyceum.kernel.messaging.queries import conversation, message_search, message_shown, moderation, thread
from lyceum.kernel.messaging.queries.conversation import ConversationPage, ConversationView, conversation_shown
from lyceum.kernel.messaging.queries.message_search import MessagesFound
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.messaging.queries.moderation import QuestionView
from lyceum.kernel.messaging.queries.thread import ThreadPage
from lyceum.kernel.messaging.queries.unread import unread_messages

MODERATES = may("messaging.moderate")
_NAMES: dict[Any, str] = {
    message_shown.AuthorView: "MessageAuthor",
    message_shown.QuoteView: "MessageQuote",
    message_shown.ReactionView: "MessageReaction",
    message_shown.AttachmentView: "MessageAttachment",
    MessageView: "Message",
    conversation.ParticipantView: "ConversationParticipant",
    conversation.LastView: "ConversationLast",
    conversation.CardView: "ContextCard",
    ConversationView: "Conversation",
    ConversationPage: "ConversationPage",
    ThreadPage: "MessagePage",
    MessagesFound: "MessagesFound",
    thread.VersionView: "MessageVersion",
    moderation.ReportView: "MessageReport",
    QuestionView: "MessageInQuestion",
}
for _shape, _name in _NAMES.items():
    strawberry.type(_shape, name=_name)
strawberry.enum(Reason, name="ReportReason")
strawberry.enum(Opening, name="ConversationOpening")


@resolver(MEMBER)
def conversations(caller: Caller, after: UUID | None = None, limit: int = 30) -> ConversationPage:
    return conversation.conversations_for(caller, after=after, limit=limit)


@resolver(MEMBER)
def one_conversation(caller: Caller, id: UUID) -> ConversationView:
    return conversation_shown(caller, id)


@resolver(MEMBER)
def messages(
    caller: Caller, conversation_id: UUID, since: int | None = None, before: int | None = None, limit: int = 50
) -> ThreadPage:
    if since is not None:
        return thread.changes_since(caller, conversation_id, since, limit)
    return thread.thread(caller, conversation_id, before=before, limit=limit)


@resolver(MEMBER)
def unread(caller: Caller) -> int:
    return unread_messages(caller)


@resolver(MEMBER)
def search_messages(caller: Caller, text: str, conversation_id: UUID | None = None, limit: int = 20) -> MessagesFound:
    return message_search.search_messages(caller, text, conversation_id, limit)


@resolver(MODERATES)
def messages_in_question(caller: Caller, limit: int = 20) -> list[QuestionView]:
    return moderation.moderation_queue(caller, limit)


@strawberry.input
class MessageInput:
    """``id``: your own UUIDv7, which makes a repeat harmless."""

    body: str = ""
    id: UUID | None = None
    reply_to: UUID | None = None
    attachment_ids: list[UUID] = strawberry.field(default_factory=list)


@resolver(MEMBER)
def open_conversation(
    caller: Caller,
    kind: Opening,
    person_id: UUID | None = None,
    group_id: UUID | None = None,
    about_kind: str = "",
    about_id: UUID | None = None,
) -> ConversationView:
    about = (about_kind, about_id) if about_id else None
    found = opening.open_conversation(caller, kind, person_id=person_id, group_id=group_id, about=about)
    return conversation_shown(caller, found.id)


@resolver(MEMBER)
def post_message(caller: Caller, conversation_id: UUID, message: MessageInput) -> MessageView:
    text = posting.MessageText(message.body, message.reply_to, tuple(message.attachment_ids))
    return posting.post_message(caller, conversation_id, message.id or new_identifier(), text)


@resolver(MEMBER)
def edit_message(caller: Caller, id: UUID, body: str) -> MessageView:
    return editing.edit_message(caller, id, body)


@resolver(MEMBER)
def delete_message(caller: Caller, id: UUID) -> MessageView:
    return editing.delete_message(caller, id)


@resolver(MEMBER)
def react_to_message(caller: Caller, id: UUID, mark: str, on: bool = True) -> MessageView:
    return reacting.react(caller, id, mark, on=on)


@resolver(MEMBER)
def report_message(caller: Caller, id: UUID, reason: Reason, note: str = "") -> bool:
    message_reporting.report_message(caller, id, reason, note)
    return True


@resolver(MEMBER)
def read_conversation(caller: Caller, id: UUID, position: int) -> int:
    return attending.read_conversation(caller, id, position)


@resolver(MEMBER)
def keep_draft(caller: Caller, id: UUID, text: str) -> bool:
    attending.keep_draft(caller, id, text)
    return True


@resolver(MEMBER)
def mute_conversation(caller: Caller, id: UUID, on: bool = True) -> bool:
    attending.mute_conversation(caller, id, on=on)
    return on


@resolver(MEMBER)
def block_person(caller: Caller, person_id: UUID, on: bool = True) -> bool:
    (blocking.block_person if on else blocking.unblock_person)(caller, person_id)
    return on


@resolver(MODERATES)
def release_message(caller: Caller, id: UUID) -> MessageView:
    return moderating.release_message(caller, id)


@resolver(MODERATES)
def refuse_message(caller: Caller, id: UUID) -> MessageView:
    return moderating.refuse_message(caller, id)


@resolver(MODERATES)
def dismiss_reports(caller: Caller, id: UUID) -> bool:
    moderating.dismiss_reports(caller, id)
    return True


@strawberry.type
class ConversationQuery:
    conversations: ConversationPage = strawberry.field(resolver=conversations, description="Last written in first.")
    conversation: ConversationView = strawberry.field(resolver=one_conversation, description="With all its people.")
    messages: ThreadPage = strawberry.field(
        resolver=messages, description="The last, those before a position, or what changed since a cursor."
    )
    unread_messages: int = strawberry.field(resolver=unread)
    search_messages: MessagesFound = strawberry.field(resolver=search_messages, description="In your conversations.")
    messages_in_question: list[QuestionView] = strawberry.field(resolver=messages_in_question)


@strawberry.type
class ConversationMutation:
    open_conversation: ConversationView = strawberry.mutation(
        resolver=open_conversation, description="Asking twice gives the same."
    )
    post_message: MessageView = strawberry.mutation(resolver=post_message, description="A repeat changes nothing.")
    edit_message: MessageView = strawberry.mutation(resolver=edit_message)
    delete_message: MessageView = strawberry.mutation(resolver=delete_message, description="Its place stays.")
    react_to_message: MessageView = strawberry.mutation(resolver=react_to_message)
    report_message: bool = strawberry.mutation(resolver=report_message)
    read_conversation: int = strawberry.mutation(resolver=read_conversation, description="Never backwards.")
    keep_draft: bool = strawberry.mutation(resolver=keep_draft)
    mute_conversation: bool = strawberry.mutation(resolver=mute_conversation)
    block_person: bool = strawberry.mutation(resolver=block_person)
    release_message: MessageView = strawberry.mutation(resolver=release_message)
    refuse_message: MessageView = strawberry.mutation(resolver=refuse_message)
    dismiss_reports: bool = strawberry.mutation(resolver=dismiss_reports)
