"""What has happened at an event: ids and figures, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class EventMade:
    event_id: UUID


@dataclass(frozen=True)
class EventChanged:
    event_id: UUID


@dataclass(frozen=True)
class EventPublished:
    event_id: UUID


@dataclass(frozen=True)
class EventRemoved:
    """A draft for which nobody had ordered."""

    event_id: UUID


@dataclass(frozen=True)
class OfferChanged:
    """Its ticket types, prices or quotas: places may have come free."""

    event_id: UUID


@dataclass(frozen=True)
class VouchersChanged:
    event_id: UUID
    count: int


@dataclass(frozen=True)
class QuestionsChanged:
    event_id: UUID


@dataclass(frozen=True)
class CrewChanged:
    """``role``: empty for whoever no longer helps."""

    event_id: UUID
    person_id: UUID
    role: str


@dataclass(frozen=True)
class SeriesChanged:
    series_id: UUID


@dataclass(frozen=True)
class PlaceChanged:
    """Made, changed or removed."""

    place_id: UUID


@dataclass(frozen=True)
class EntryConflictFound:
    """Somebody was let in who should not have been."""

    event_id: UUID
    check_in_id: UUID
    ticket_id: UUID


@dataclass(frozen=True)
class EntryConflictSettled:
    event_id: UUID
    check_in_id: UUID


@dataclass(frozen=True)
class TicketKeyMade:
    """The pair that signs the organisation's tickets from now on."""

    key_id: UUID


@dataclass(frozen=True)
class TurnstileStood:
    """More wanted to buy than the machine serves: from now on they stand in line."""

    event_id: UUID


@dataclass(frozen=True)
class TurnstileSet:
    event_id: UUID
    mode: str
