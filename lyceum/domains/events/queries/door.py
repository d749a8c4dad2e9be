"""What a device at the door needs: every ticket of the event, how many came, and what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from lyceum.domains.events.models import CheckIn, Event, Ticket, TicketState
from lyceum.domains.events.permissions import may_check_in
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """``inside``: now; ``admitted``: have come at all; ``expected``: tickets that are good."""

    inside: int
    admitted: int
    expected: int


@dataclass(frozen=True, slots=True)
class DoorTicket:
    """``since``: when they came in. ``name``: the holder's, else the buyer's."""

    id: UUID
    serial: int
    name: str
    type: str
    order: str
    valid: bool
    inside: bool
    since: datetime | None


@dataclass(frozen=True, slots=True)
class EntryConflict:
    """``first``: when and on which device somebody was let in with the same ticket; None where it was worth nothing."""

    id: UUID
    name: str
    type: str
    order: str
    at: datetime
    device: str
    first_at: datetime | None
    first_device: str
    is_settled: bool


def event_at_door(caller: Caller, event_id: UUID) -> Event:
    found: Event | None = Event.objects.within(caller).filter(id=event_id).first()
    if found is None:
        raise NotFound(_("There is no such event."))
    return found


def door_tickets(caller: Caller, event_id: UUID) -> list[DoorTicket]:
    """All tickets, also those that are worth nothing any more: a device without a network must know them."""
    refuse_unless(may_check_in(caller, event_id))
    rows = Ticket.objects.within(caller).filter(event_id=event_id)
    return [
        _shown(ticket) for ticket in rows.select_related("line__order", "line__ticket_type", "event").order_by("id")
    ]


def counts_of(caller: Caller, event_id: UUID) -> DoorCounts:
    good = ~Q(state=TicketState.CANCELLED)
    told = (
        Ticket.objects.within(caller)
        .filter(event_id=event_id)
        .aggregate(
            inside=Count("id", filter=Q(is_inside=True)),
            admitted=Count("id", filter=Q(admitted_at__isnull=False)),
            expected=Count("id", filter=good),
        )
    )
    return DoorCounts(**told)


def conflicts_at(caller: Caller, event_id: UUID) -> list[EntryConflict]:
    """Those that nobody has looked into first, then the latest."""
    refuse_unless(may_check_in(caller, event_id))
    rows = list(
        CheckIn.objects.within(caller)
        .filter(event_id=event_id, is_conflict=True)
        .select_related("ticket__line__order", "ticket__line__ticket_type", "ticket__event")
        .order_by("resolved_at", "-at")[:200]
    )
    firsts = CheckIn.objects.within(caller).filter(ticket__in=[row.ticket_id for row in rows], outcome="admitted")
    first_of = {first.ticket_id: first for first in firsts.order_by("-at")}
    return [_conflict(row, row.ticket, first_of.get(row.ticket_id)) for row in rows if row.ticket]


def is_good(event: Event, ticket: Ticket) -> bool:
    """Not cancelled; and named, where the organiser wants to know who comes."""
    return ticket.state != TicketState.CANCELLED and (ticket.is_named or not event.needs_names)


def _shown(ticket: Ticket) -> DoorTicket:
    order = ticket.line.order
    return DoorTicket(
        id=ticket.id,
        serial=ticket.serial,
        name=ticket.holder_name or order.name,
        type=ticket.line.ticket_type.name,
        order=order.code,
        valid=is_good(ticket.event, ticket),
        inside=ticket.is_inside,
        since=ticket.admitted_at,
    )


def _conflict(row: CheckIn, of: Ticket, first: CheckIn | None) -> EntryConflict:
    ticket = _shown(of)
    return EntryConflict(
        id=row.id,
        name=ticket.name,
        type=ticket.type,
        order=ticket.order,
        at=row.at,
        device=row.device,
        first_at=first.at if first else None,
        first_device=first.device if first else "",
        is_settled=row.resolved_at is not None,
    )
