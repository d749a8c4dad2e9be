from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.notifications.actions.reading import read_all, read_notification
from lyceum.kernel.notifications.interface.preference_rest import router as preference_router
from lyceum.kernel.notifications.interface.reach_rest import router as reach_router
from lyceum.kernel.notifications.interface.run_rest import router as run_router
from lyceum.kernel.notifications.queries.centre import notifications_for, shown, unread_count

router = Router()
for part in (preference_router, reach_router, run_router):
    router.add_router("", part)


class NotificationOut(Schema):
    id: UUID
    kind: str
    title: str
    body: str
    url: str
    at: datetime
    read_at: datetime | None


class NotificationPage(Schema):
    items: list[NotificationOut]
    next: str | None


class Unread(Schema):
    unread: int


@router.get("/notifications", response=NotificationPage)
@operation(SIGNED_IN)
def list_notifications(
    caller: Individual, request: HttpRequest, after: UUID | None = None, limit: int = 20, unread: bool = False
) -> object:
    """Newest first, in the reader's language."""
    rows = notifications_for(caller, unread=unread)
    return page_of(rows, after=after, limit=limit, show=lambda row: shown(caller, row))


@router.get("/notifications/unread", response=Unread)
@operation(SIGNED_IN)
def unread(caller: Individual, request: HttpRequest) -> Unread:
    """How many are not read yet: what a badge shows."""
    return Unread(unread=unread_count(caller))


@router.put("/notifications/reading", response=Unread)
@operation(SIGNED_IN)
def put_all_readings(caller: Individual, request: HttpRequest) -> Unread:
    """All of them are read."""
    read_all(caller)
    return Unread(unread=0)


@router.put("/notifications/{uuid:notification_id}/reading", response=NotificationOut)
@operation(SIGNED_IN)
def put_reading(caller: Individual, request: HttpRequest, notification_id: UUID) -> object:
    """Read; a repeat changes nothing."""
    return shown(caller, read_notification(caller, notification_id))
