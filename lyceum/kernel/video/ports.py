"""Who carries pictures and voices. Rooms, seats, waiting, hands and attendance are ours, whoever does.

``embedded`` needs no server: browsers send to one another (a mesh), signalling over our own socket.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, Literal, Protocol, cast
from uuid import UUID

from lyceum.kernel.video.models import Room
from lyceum.kernel.video.rules.role import SeatRole


@dataclass(frozen=True, slots=True)
class Entry:
    """How a browser gets in. ``mesh`` and ``janus``: our page does it, with ``params``; ``redirect``: the call is at
    ``url``, in a window of its own."""

    kind: Literal["mesh", "janus", "redirect"]
    url: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class VideoProvider(Protocol):
    most: int  # people in one call

    def entry(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> Entry:
        """Asked once per connection, never inside a transaction: it may call a server. Raises Unavailable."""

    def expel(self, room: Room, connection_id: UUID) -> None:
        """They left, or were removed: whatever their browser does, they are out. Harmless when they are out already."""

    def close(self, room: Room) -> None:
        """Nobody comes in any more. Harmless when it is closed already."""


@cache
def provider(name: str) -> VideoProvider:
    """The one that a room was opened with (``Room.provider``)."""
    return cast(VideoProvider, import_module(f"lyceum.kernel.video.adapters.{name}").connect())
