"""An order as REST and GraphQL show it to its buyer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lyceum.domains.events.models import Order, OrderState, Ticket
from lyceum.kernel.foundation.rules.caller import Anyone


@dataclass(frozen=True, slots=True)
class OrderLineView:
    id: UUID
    type_id: UUID
    price: int
    seat_id: UUID | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class OrderTicketView:
    """``code`` is what the QR code says."""

    id: UUID
    line_id: UUID
    code: str
    state: str
    holder: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """Amounts in the currency's smallest unit. ``secret`` opens the order without an account: keep it."""

    id: UUID
    event_id: UUID
    code: str
    secret: str
    state: str
    expires_at: datetime | None
    currency: str
    total: int
    paid: int
    given_back: int
    lines: list[OrderLineView]
    tickets: list[OrderTicketView]


def order_shown(caller: Anyone, order: Order) -> OrderView:
    return OrderView(
        id=order.id,
        event_id=order.event_id,
        code=order.code,
        secret=order.secret,
        state=order.state,
        expires_at=order.expires_at,
        currency=order.currency,
        total=order.total,
        paid=order.paid,
        given_back=order.given_back,
        lines=[
            OrderLineView(line.id, line.ticket_type_id, line.price, line.seat_id, line.is_live)
            for line in order.lines.order_by("position")
        ],
        tickets=_tickets(order) if order.state in (OrderState.PAID, OrderState.CANCELLED) else [],
    )


def _tickets(order: Order) -> list[OrderTicketView]:
    rows = Ticket.objects.filter(line__order=order, organisation_id=order.organisation_id).order_by("id")
    return [_ticket_view(row, is_theirs=row.serial == 1) for row in rows]


def _ticket_view(row: Ticket, *, is_theirs: bool) -> OrderTicketView:
    """The code of a ticket that was handed on is its new holder's alone, and so is their name."""
    code, name = (row.code, row.holder_name) if is_theirs else ("", "")
    return OrderTicketView(row.id, row.line_id, code, row.state, name)
