"""Messages: read by page or by cursor, posted, changed, marked, reported."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.messaging.actions.editing import delete_message, edit_message
from lyceum.kernel.messaging.actions.message_reporting import report_message
from lyceum.kernel.messaging.actions.posting import MessageText, post_message
from lyceum.kernel.messaging.actions.reacting import react
from lyceum.kernel.messaging.models import Reason
from lyceum.kernel.messaging.queries.cards import cards_in
from lyceum.kernel.messaging.queries.conversation import CardView
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.messaging.queries.thread import VersionView, changes_since, thread, versions_of

router = Router()
Number = Annotated[int, Field(ge=0, le=2**62)]  # a bigint's


class MessageIn(Schema):
    """``id``: your own UUIDv7, which makes a repeat harmless. ``attachment_ids``: files kept as ``attachment``."""

    body: str = ""
    id: UUID | None = None
    reply_to: UUID | None = None
    attachment_ids: list[UUID] = Field(default=[], max_length=20)

    def text(self) -> MessageText:
        return MessageText(self.body, self.reply_to, tuple(self.attachment_ids))


class BodyIn(Schema):
    body: str


class MessageReportIn(Schema):
    reason: Reason
    note: str = ""


class MessagePage(Schema):
    items: list[MessageView]
    cursor: int
    earlier: bool
    more: bool


@router.get("/conversations/{uuid:conversation_id}/messages", response=MessagePage)
@operation(MEMBER)
def list_messages(
    caller: Caller,
    request: HttpRequest,
    conversation_id: UUID,
    since: Number | None = None,
    before: Number | None = None,
    limit: int = 50,
) -> object:
    """The last messages in their order; ``before`` a position, those before it (``earlier``: there are still others).

    ``since`` a ``cursor``: every message that was posted, changed, deleted or marked after it, in that order, each as
    it is now (``more``: ask again with the new cursor).
    """
    if since is not None:
        return changes_since(caller, conversation_id, since, limit)
    return thread(caller, conversation_id, before=before, limit=limit)


@router.post("/conversations/{uuid:conversation_id}/messages", response={201: MessageView})
@operation(MEMBER)
def create_message(caller: Caller, request: HttpRequest, conversation_id: UUID, body: MessageIn) -> Status[MessageView]:
    """``held`` says when it waits for a moderator."""
    return Status(201, post_message(caller, conversation_id, body.id or new_identifier(), body.text()))


@router.put("/messages/{uuid:message_id}", response=MessageView)
@operation(MEMBER)
def put_message(caller: Caller, request: HttpRequest, message_id: UUID, body: BodyIn) -> MessageView:
    return edit_message(caller, message_id, body.body)


@router.delete("/messages/{uuid:message_id}", response=MessageView)
@operation(MEMBER)
def remove_message(caller: Caller, request: HttpRequest, message_id: UUID) -> MessageView:
    """Its place stays, without its words."""
    return delete_message(caller, message_id)


@router.put("/messages/{uuid:message_id}/reactions/{str:mark}", response=MessageView)
@operation(MEMBER)
def put_reaction(caller: Caller, request: HttpRequest, message_id: UUID, mark: str) -> MessageView:
    """``mark``: like · love · laugh · wow · thanks · done."""
    return react(caller, message_id, mark)


@router.delete("/messages/{uuid:message_id}/reactions/{str:mark}", response=MessageView)
@operation(MEMBER)
def delete_reaction(caller: Caller, request: HttpRequest, message_id: UUID, mark: str) -> MessageView:
    return react(caller, message_id, mark, on=False)


@router.put("/messages/{uuid:message_id}/report", response={204: None})
@operation(MEMBER)
def put_message_report(caller: Caller, request: HttpRequest, message_id: UUID, body: MessageReportIn) -> Status[None]:
    """A moderator will look at it. Once for each who asks."""
    report_message(caller, message_id, body.reason, body.note)
    return Status(204, None)


@router.get("/messages/{uuid:message_id}/versions", response=list[VersionView])
@operation(MEMBER)
def list_versions(caller: Caller, request: HttpRequest, message_id: UUID) -> Sequence[VersionView]:
    """What a message of yours said before."""
    return versions_of(caller, message_id)


@router.get("/messages/{uuid:message_id}/cards", response=list[CardView])
@operation(MEMBER)
def list_cards(caller: Caller, request: HttpRequest, message_id: UUID) -> Sequence[CardView]:
    """What the message's links to this organisation lead to, where you may see that."""
    return cards_in(caller, message_id)
