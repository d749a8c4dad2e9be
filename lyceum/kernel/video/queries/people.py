"""Who is in a call now, and who waits before its door."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.models import Attendance, Seat

WAITING_FOR = timedelta(seconds=50)  # whoever waits asks again every twenty seconds


def people_in(caller: Caller, room_id: UUID, person_id: UUID | None = None) -> QuerySet[Attendance]:
    """In the order in which they came, each with their seat's role and hand; or one of them."""
    seat = Seat.objects.within(caller).filter(room=OuterRef("room"), person=OuterRef("person"))
    rows = Attendance.objects.within(caller).filter(room_id=room_id, left_at=None)
    if person_id:
        rows = rows.filter(person_id=person_id)
    found: QuerySet[Attendance] = (
        rows.select_related("person")
        .annotate(
            role=Subquery(seat.values("role")),
            hand_raised_at=Subquery(seat.values("hand_raised_at")),
            muted=Subquery(seat.values("muted_by_host")),
        )
        .order_by("joined_at", "id")
    )
    return found


def present(found: Any) -> dict[str, Any]:
    """One row of ``people_in``, as browsers are told."""
    return {
        "person": str(found.person_id),
        "connection": str(found.id),
        "name": str(found.person),
        "role": found.role,
        "hand": found.hand_raised_at.isoformat() if found.hand_raised_at else None,
        "muted": found.muted,
        "microphone": found.microphone,
        "camera": found.camera,
        "screen": found.screen,
    }


def waiting_for(caller: Caller, room_id: UUID) -> list[dict[str, str]]:
    """Those who asked lately, first come first."""
    since = timezone.now() - WAITING_FOR
    rows = Seat.objects.within(caller).filter(room_id=room_id, waiting_at__gt=since, admitted_at=None, removed_at=None)
    return [
        {"person": str(seat.person_id), "name": str(seat.person)}
        for seat in rows.select_related("person").order_by("waiting_at")
    ]
