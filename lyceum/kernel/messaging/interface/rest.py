from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.actions.publishing import publish_notice, withdraw_notice
from lyceum.kernel.messaging.actions.reading import mark_read
from lyceum.kernel.messaging.actions.writing import NoticeText, edit_notice, write_notice
from lyceum.kernel.messaging.interface.conversation_rest import router as conversation_router
from lyceum.kernel.messaging.interface.message_rest import router as message_router
from lyceum.kernel.messaging.interface.moderation_rest import router as moderation_router
from lyceum.kernel.messaging.queries.board import board_page, notice_for
from lyceum.kernel.messaging.queries.readers import Reader, readers_of
from lyceum.kernel.messaging.queries.shown import NoticeView, all_shown, shown

router = Router()
for part in (conversation_router, message_router, moderation_router):
    router.add_router("", part)
PUBLISHES = may("messaging.publish")


class NoticeIn(Schema):
    """``group_ids`` and ``roles`` empty: for everyone. ``id``: your own UUIDv7, which makes a repeat harmless."""

    title: str
    body: str
    group_ids: list[UUID] = []
    roles: list[Role] = []
    pinned: bool = False
    id: UUID | None = None

    def text(self) -> NoticeText:
        audience = Audience(frozenset(self.group_ids), frozenset(self.roles))
        return NoticeText(self.title, self.body, audience, self.pinned)


class PublicationIn(Schema):
    """``at``: a time to come, or nothing for now."""

    at: datetime | None = None


class NoticePage(Schema):
    items: list[NoticeView]
    next: UUID | None


class ReadersOut(Schema):
    seen: list[Reader]
    waiting: list[Reader]
    total: int


@router.get("/notices", response=NoticePage)
@operation(MEMBER)
def list_notices(
    caller: Caller, request: HttpRequest, after: UUID | None = None, limit: int = 20, unread: bool = False
) -> dict[str, object]:
    """Pinned ones first, then by the time they were published."""
    found = board_page(caller, unread=unread, after=after, limit=limit)
    return {"items": all_shown(caller, found.notices), "next": found.next}


@router.post("/notices", response={201: NoticeView})
@operation(PUBLISHES)
def create_notice(caller: Caller, request: HttpRequest, body: NoticeIn) -> Status[NoticeView]:
    """A draft."""
    return Status(201, shown(caller, write_notice(caller, body.id or new_identifier(), body.text())))


@router.get("/notices/{uuid:notice_id}", response=NoticeView)
@operation(MEMBER)
def show_notice(caller: Caller, request: HttpRequest, notice_id: UUID) -> NoticeView:
    return shown(caller, notice_for(caller, notice_id))


@router.put("/notices/{uuid:notice_id}", response=NoticeView)
@operation(PUBLISHES)
def put_notice(caller: Caller, request: HttpRequest, notice_id: UUID, body: NoticeIn) -> NoticeView:
    return shown(caller, edit_notice(caller, notice_id, body.text()))


@router.put("/notices/{uuid:notice_id}/publication", response=NoticeView)
@operation(PUBLISHES)
def put_publication(caller: Caller, request: HttpRequest, notice_id: UUID, body: PublicationIn) -> NoticeView:
    return shown(caller, publish_notice(caller, notice_id, body.at))


@router.delete("/notices/{uuid:notice_id}/publication", response=NoticeView)
@operation(PUBLISHES)
def delete_publication(caller: Caller, request: HttpRequest, notice_id: UUID) -> NoticeView:
    """Withdrawn: a draft again."""
    return shown(caller, withdraw_notice(caller, notice_id))


@router.put("/notices/{uuid:notice_id}/reading", response=NoticeView)
@operation(MEMBER)
def put_reading(caller: Caller, request: HttpRequest, notice_id: UUID) -> NoticeView:
    """The caller has opened it; a repeat changes nothing."""
    mark_read(caller, notice_id)
    return shown(caller, notice_for(caller, notice_id))


@router.get("/notices/{uuid:notice_id}/readers", response=ReadersOut)
@operation(PUBLISHES)
def list_readers(caller: Caller, request: HttpRequest, notice_id: UUID) -> object:
    return readers_of(caller, notice_id)
