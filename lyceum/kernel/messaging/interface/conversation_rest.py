"""Conversations and the caller's place in them."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.messaging.actions.attending import keep_draft, mute_conversation, read_conversation
from lyceum.kernel.messaging.actions.blocking import block_person, unblock_person
from lyceum.kernel.messaging.actions.opening import Opening, open_conversation
from lyceum.kernel.messaging.queries.blocks import BlockedView, blocked_by
from lyceum.kernel.messaging.queries.conversation import ConversationView, conversation_shown, conversations_for
from lyceum.kernel.messaging.queries.message_search import search_messages
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.messaging.queries.unread import unread_messages

router = Router()


class ConversationIn(Schema):
    """``direct`` needs ``person_id`` (and may be about a thing), ``group`` a ``group_id``, ``about`` both others."""

    kind: Opening
    person_id: UUID | None = None
    group_id: UUID | None = None
    about_kind: str = ""
    about_id: UUID | None = None


class ReadPositionIn(Schema):
    position: int = Field(ge=0, le=2**62)


class DraftIn(Schema):
    text: str


class ReadOut(Schema):
    read_position: int


class UnreadOut(Schema):
    total: int


class ConversationList(Schema):
    items: list[ConversationView]
    next: UUID | None


class FoundMessages(Schema):
    items: list[MessageView]
    words: list[str]


@router.get("/conversations", response=ConversationList)
@operation(MEMBER)
def list_conversations(caller: Caller, request: HttpRequest, after: UUID | None = None, limit: int = 30) -> object:
    """Those you take part in; the one that was last written in first."""
    return conversations_for(caller, after=after, limit=limit)


@router.post("/conversations", response=ConversationView)
@operation(MEMBER)
def post_conversation(caller: Caller, request: HttpRequest, body: ConversationIn) -> ConversationView:
    """A new one, or the one that there is: asking twice gives the same."""
    about = (body.about_kind, body.about_id) if body.about_id else None
    found = open_conversation(caller, body.kind, person_id=body.person_id, group_id=body.group_id, about=about)
    return conversation_shown(caller, found.id)


@router.get("/conversations/unread", response=UnreadOut)
@operation(MEMBER)
def count_unread(caller: Caller, request: HttpRequest) -> dict[str, int]:
    """How many messages you have not read, where you have muted nothing."""
    return {"total": unread_messages(caller)}


@router.get("/conversations/search", response=FoundMessages)
@operation(MEMBER)
def find_messages(
    caller: Caller, request: HttpRequest, q: str, conversation_id: UUID | None = None, limit: int = 20
) -> object:
    """Words in your own conversations; ``words`` are what was looked for, without accents."""
    return search_messages(caller, q, conversation_id, limit)


@router.get("/conversations/{uuid:conversation_id}", response=ConversationView)
@operation(MEMBER)
def show_conversation(caller: Caller, request: HttpRequest, conversation_id: UUID) -> ConversationView:
    """With all its people, what it is about, and ``why_not`` you can write in it now."""
    return conversation_shown(caller, conversation_id)


@router.put("/conversations/{uuid:conversation_id}/reading", response=ReadOut)
@operation(MEMBER)
def put_conversation_reading(
    caller: Caller, request: HttpRequest, conversation_id: UUID, body: ReadPositionIn
) -> dict[str, int]:
    """You have read up to this position; never backwards."""
    return {"read_position": read_conversation(caller, conversation_id, body.position)}


@router.put("/conversations/{uuid:conversation_id}/draft", response={204: None})
@operation(MEMBER)
def put_draft(caller: Caller, request: HttpRequest, conversation_id: UUID, body: DraftIn) -> Status[None]:
    """What you have begun to write, on whichever device."""
    keep_draft(caller, conversation_id, body.text)
    return Status(204, None)


@router.put("/conversations/{uuid:conversation_id}/mute", response={204: None})
@operation(MEMBER)
def put_mute(caller: Caller, request: HttpRequest, conversation_id: UUID) -> Status[None]:
    mute_conversation(caller, conversation_id)
    return Status(204, None)


@router.delete("/conversations/{uuid:conversation_id}/mute", response={204: None})
@operation(MEMBER)
def delete_mute(caller: Caller, request: HttpRequest, conversation_id: UUID) -> Status[None]:
    mute_conversation(caller, conversation_id, on=False)
    return Status(204, None)


@router.get("/blocks", response=list[BlockedView])
@operation(MEMBER)
def list_blocks(caller: Caller, request: HttpRequest) -> Sequence[BlockedView]:
    """Whom you have blocked."""
    return blocked_by(caller)


@router.put("/blocks/{uuid:person_id}", response={204: None})
@operation(MEMBER)
def put_block(caller: Caller, request: HttpRequest, person_id: UUID) -> Status[None]:
    """No direct message passes between you any more; they are not told."""
    block_person(caller, person_id)
    return Status(204, None)


@router.delete("/blocks/{uuid:person_id}", response={204: None})
@operation(MEMBER)
def delete_block(caller: Caller, request: HttpRequest, person_id: UUID) -> Status[None]:
    unblock_person(caller, person_id)
    return Status(204, None)
