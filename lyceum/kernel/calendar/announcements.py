"""What has happened to appointments and to how people want to be asked: ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AppointmentProposed:
    appointment_id: UUID
    round: int


@dataclass(frozen=True)
class AppointmentCountered:
    appointment_id: UUID
    round: int


@dataclass(frozen=True)
class AppointmentAccepted:
    appointment_id: UUID
    round: int


@dataclass(frozen=True)
class AppointmentDeclined:
    appointment_id: UUID
    round: int


@dataclass(frozen=True)
class AppointmentMoved:
    """``sequence``: how often its time has changed."""

    appointment_id: UUID
    sequence: int


@dataclass(frozen=True)
class AppointmentCancelled:
    appointment_id: UUID


@dataclass(frozen=True)
class AvailabilitySet:
    hours: int
    away: int


@dataclass(frozen=True)
class RemindersChosen:
    minutes: list[int]


@dataclass(frozen=True)
class FeedOpened:
    feed_id: UUID


@dataclass(frozen=True)
class FeedRevoked:
    feed_id: UUID
