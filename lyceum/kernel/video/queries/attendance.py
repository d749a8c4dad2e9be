"""Who attended a call, and how long: for its hosts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.models import Attendance
from lyceum.kernel.video.queries.room import host_seat


@dataclass(frozen=True, slots=True)
class CallAttendance:
    """``left_at``: None while they are in it. ``seconds``: until now in that case."""

    person_id: UUID
    name: str
    joined_at: datetime
    left_at: datetime | None
    seconds: int

    @property
    def minutes(self) -> int:
        return max(1, round(self.seconds / 60))


def attendance_of(caller: Caller, room_id: UUID) -> list[CallAttendance]:
    """Each time that somebody was in it, in order."""
    host_seat(caller, room_id)
    rows = Attendance.objects.within(caller).filter(room_id=room_id).select_related("person").order_by("joined_at")
    now = timezone.now()
    return [
        CallAttendance(
            each.person_id,
            str(each.person),
            each.joined_at,
            each.left_at,
            round(((each.left_at or now) - each.joined_at).total_seconds()),
        )
        for each in rows
    ]
