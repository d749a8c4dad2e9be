"""A ticket on a page: its code as large as a door needs it, and what its holder may do with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.events.interface.shop.sheets import Squares, number_of, seat_of
from lyceum.domains.events.models import Event, EventState, Order, Ticket, TicketState
from lyceum.domains.events.ports import apple_wallet, google_wallet
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.kernel.foundation.addresses import inside, within


@dataclass(frozen=True, slots=True)
class TicketFront:
    id: UUID
    number: str
    kind: str
    holder: str
    seat: str
    qr: Squares
    is_valid: bool
    badge: str
    badge_tone: str
    change_path: str
    apple_path: str
    google_path: str


@dataclass(frozen=True, slots=True)
class WalletEvent:
    """The tickets of one order in a wallet, which may hold several organisations': paths begin at the site's top."""

    id: UUID
    title: str
    when: str
    place: str
    order_path: str
    tickets: list[TicketFront]


@dataclass(frozen=True, slots=True)
class PastOrder:
    title: str
    when: str
    path: str


def ticket_front(ticket: Ticket, *, may_change: bool = True) -> TicketFront:
    path = ticket_path(ticket)
    badge, tone = _badge(ticket)
    is_valid = ticket.state != TicketState.CANCELLED
    return TicketFront(
        id=ticket.id,
        number=number_of(ticket),
        kind=ticket.line.ticket_type.name,
        holder=ticket.holder_name,
        seat=seat_of(ticket),
        qr=Squares.of(ticket.code),
        is_valid=is_valid,
        badge=badge,
        badge_tone=tone,
        change_path=path if may_change and ticket.state == TicketState.VALID else "",
        apple_path=f"{path}ticket.pkpass" if apple_wallet().is_configured() else "",
        google_path=f"{path}google-wallet/" if google_wallet().is_configured() else "",
    )


def ticket_path(ticket: Ticket) -> str:
    """From the top of the site; whoever has it has the ticket."""
    return within(ticket.event.organisation.slug, inside("events:ticket", ticket.id, ticket.secret))


def wallet_of(tickets: Sequence[Ticket]) -> list[WalletEvent]:
    """By event, the next first."""
    ordered = sorted(tickets, key=lambda ticket: (ticket.event.starts_at, ticket.event_id, ticket.line.order_id))
    groups = groupby(ordered, key=lambda ticket: (ticket.event_id, ticket.line.order_id))
    return [_wallet_event(list(group)) for _key, group in groups]


def past_of(orders: Iterable[Order]) -> list[PastOrder]:
    return [PastOrder(order.event.title, when_of(order.event), path_of(order)) for order in orders]


def path_of(order: Order) -> str:
    """Of an order, for whoever may open it: its address holds its secret."""
    return within(order.event.organisation.slug, inside("events:order", order.code, order.secret))


def _wallet_event(tickets: list[Ticket]) -> WalletEvent:
    first = tickets[0]
    event: Event = first.event
    is_own = first.line.order.person_id == first.person_id  # else it was handed on by somebody
    return WalletEvent(
        id=first.id,
        title=event.title,
        when=when_of(event) + (f" · {_('Postponed')}" if event.state == EventState.POSTPONED else ""),
        place=place_lines(event)[0],
        order_path=path_of(first.line.order) if is_own else ticket_path(first),
        tickets=[ticket_front(ticket) for ticket in tickets],
    )


def _badge(ticket: Ticket) -> tuple[str, str]:
    if ticket.state == TicketState.CANCELLED:
        return _("No longer valid"), "error"
    if ticket.state == TicketState.USED:
        return _("Used"), "info"
    return "", ""
