"""What is shown of a call, the same by page, REST and GraphQL."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.models import Seat
from lyceum.kernel.video.queries.room import seats_of, subject_of
from lyceum.kernel.video.rules.hours import LATE


@dataclass(frozen=True, slots=True)
class CallView:
    """``role``: host · guest. ``door``: not_yet · open · over. ``path``: of its page."""

    id: UUID
    code: str
    title: str
    path: str
    about_kind: str
    about_id: UUID
    about_path: str
    role: str
    door: str
    opens_at: datetime
    starts_at: datetime
    ends_at: datetime


def calls_of(caller: Caller) -> list[CallView]:
    """That the caller may enter now or later, the next one first."""
    ahead = seats_of(caller).filter(removed_at=None, room__closed_at=None, room__ends_at__gt=timezone.now() - LATE)
    return [shown(caller, seat) for seat in ahead[:100]]


def shown(caller: Caller, seat: Seat) -> CallView:
    room, subject = seat.room, subject_of(caller, seat.room)
    return CallView(
        id=room.id,
        code=room.code,
        title=subject.title if subject else _("Call"),
        path=reverse("video:call", args=[room.code]),
        about_kind=room.about_kind,
        about_id=room.about_id,
        about_path=subject.url if subject else "",
        role=seat.role,
        door=room.door_at(timezone.now()),
        opens_at=room.opens_at,
        starts_at=room.starts_at,
        ends_at=room.ends_at,
    )
