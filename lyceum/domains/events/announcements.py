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
class EventRemoved:  # a draft for which nobody had ordered
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
class PlaceChanged:  # made, changed or removed
    place_id: UUID


@dataclass(frozen=True)
class SeatPlanChanged:  # made, drawn anew or removed
    plan_id: UUID


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


@dataclass(frozen=True)
class OrderPlaced:
    order_id: UUID
    event_id: UUID
    total: int
    currency: str


@dataclass(frozen=True)
class MoneyAwaited:
    """In a way that takes its time, by ``method``: the buyer is to be told how to pay."""

    order_id: UUID
    event_id: UUID
    method: str


@dataclass(frozen=True)
class OrderPaid:
    """Its places are sold and its tickets issued; ``tickets``: how many. Free orders too."""

    order_id: UUID
    event_id: UUID
    total: int
    currency: str
    tickets: int


@dataclass(frozen=True)
class OrderExpired:
    order_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class OrderCancelled:
    """Whole, or some of its lines. ``amount``: what is given back. ``why``: buyer · organiser · event · dropped."""

    order_id: UUID
    event_id: UUID
    lines: list[UUID]
    amount: int
    currency: str
    why: str


@dataclass(frozen=True)
class OrderPaidInVain:
    """Money came for places that are gone, or a second time: it is given back. ``why``: late · twice · event."""

    order_id: UUID
    event_id: UUID
    amount: int
    currency: str
    why: str


@dataclass(frozen=True)
class OrderRefunded:
    """The money is on its way back to the buyer."""

    order_id: UUID
    event_id: UUID
    amount: int
    currency: str


@dataclass(frozen=True)
class OrderInvoiced:
    order_id: UUID
    event_id: UUID
    invoice_id: UUID


@dataclass(frozen=True)
class OrderRetried:
    """An administrator had a stuck order taken up again."""

    order_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class TicketHandedOn:
    ticket_id: UUID
    order_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class TicketRenamed:
    ticket_id: UUID
    order_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class WaitingJoined:
    entry_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class WaitingLeft:
    entry_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class PlacesOffered:  # to the next in line
    entry_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class OfferLapsed:
    entry_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class EventCalledOff:  # every order of it is being given back
    event_id: UUID


@dataclass(frozen=True)
class OrderClaimed:
    """Whoever had its link keeps it in their wallet."""

    order_id: UUID


@dataclass(frozen=True)
class ShopFramesChanged:
    frame_id: UUID
    sites: int


@dataclass(frozen=True)
class TicketsCheckedIn:
    """Let in at the door, as one device told it."""

    event_id: UUID
    check_in_ids: list[UUID]


@dataclass(frozen=True)
class HookKept:
    hook_id: UUID


@dataclass(frozen=True)
class HookRemoved:
    hook_id: UUID


@dataclass(frozen=True)
class HookSecretRenewed:
    hook_id: UUID


@dataclass(frozen=True)
class HookPaused:
    """Nothing had got through for days, or its program said that it is gone."""

    hook_id: UUID


@dataclass(frozen=True)
class CircularSent:
    """A letter to ``count`` of those who come."""

    circular_id: UUID
    event_id: UUID
    count: int


@dataclass(frozen=True)
class LettersRefused:
    """By the link in a letter; or wanted again after all."""

    circular_id: UUID
    is_taken_back: bool = False


@dataclass(frozen=True)
class EventPostponed:
    event_id: UUID
    edition: int


@dataclass(frozen=True)
class BuyerForgotten:
    order_id: UUID
    event_id: UUID
