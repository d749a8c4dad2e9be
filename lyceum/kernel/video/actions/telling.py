"""What browsers in a call are told, through our own socket. Nothing of it is kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.video.models import Seat
from lyceum.kernel.video.rules.role import SeatRole


def tell_room(room_id: UUID, kind: str, content: Mapping[str, Any]) -> None:
    """Everybody who was admitted."""
    push_content(f"call:{room_id}", kind, content)


def tell_person(room_id: UUID, person_id: UUID, kind: str, content: Mapping[str, Any]) -> None:
    """One who has a seat, admitted or not."""
    push_content(f"call:{room_id}:{person_id}", kind, content)


def tell_hosts(room_id: UUID, kind: str, content: Mapping[str, Any]) -> None:
    for person_id in Seat.objects.filter(room_id=room_id, role=SeatRole.HOST).values_list("person_id", flat=True):
        tell_person(room_id, person_id, kind, content)
