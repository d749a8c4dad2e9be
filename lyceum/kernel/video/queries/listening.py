"""Who may hear a call's topics."""

from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.models import Seat


def is_seated(caller: Caller, room: str) -> bool:
    """Also whoever waits: they hear that they are let in."""
    return _seats(caller, room, removed_at=None)


def is_admitted(caller: Caller, room: str) -> bool:
    return _seats(caller, room, removed_at=None, admitted_at__isnull=False)


def _seats(caller: Caller, room: str, **such: object) -> bool:
    try:
        room_id = UUID(room)
    except ValueError:
        return False
    return Seat.objects.within(caller).own(caller).filter(room_id=room_id, **such).exists()
