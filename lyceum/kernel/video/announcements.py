"""What has happened around a call: ids and times, never what was said or shown."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RoomOpened:
    room_id: UUID
    about_kind: str
    about_id: UUID


@dataclass(frozen=True)
class RoomMoved:
    room_id: UUID


@dataclass(frozen=True)
class RoomClosed:
    room_id: UUID


@dataclass(frozen=True)
class CallHeld:
    """Two people are in it together, for the first time."""

    room_id: UUID


@dataclass(frozen=True)
class CallJoined:
    room_id: UUID


@dataclass(frozen=True)
class CallLeft:
    """``person_id``: who left; whoever closed the call or removed them may be another."""

    room_id: UUID
    person_id: UUID
    seconds: int


@dataclass(frozen=True)
class PersonAdmitted:
    room_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PersonMuted:
    room_id: UUID
    person_id: UUID
    muted: bool


@dataclass(frozen=True)
class PersonRemoved:
    room_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class DoorChanged:
    """Whether guests wait, and whether the room is locked, from now on."""

    room_id: UUID
    waiting_room: bool
    locked: bool
