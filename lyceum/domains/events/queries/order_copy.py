"""All that is kept with one order, for whoever has its link: their copy."""

from typing import Any

from lyceum.domains.events.models import Order, OrderLine, OrderStep, Ticket
from lyceum.domains.events.queries.naming import answers_of
from lyceum.domains.events.queries.order import ABOUT
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.billing.queries.invoice import invoices_about
from lyceum.kernel.foundation.rules.caller import Anyone


def order_copy(caller: Anyone, order: Order) -> dict[str, Any]:
    """Amounts in the currency's smallest unit. Ready for JSON, but for times and ids."""
    here = shop_of(caller)
    lines = OrderLine.objects.within(here).filter(order=order).select_related("ticket_type").order_by("position")
    tickets = Ticket.objects.within(here).filter(line__order=order).order_by("line__position", "number")
    steps = OrderStep.objects.within(here).filter(order=order).order_by("created_at", "id")
    invoices = invoices_about(order.organisation_id, ABOUT, order.id)
    own = (
        "code",
        "state",
        "channel",
        "name",
        "email",
        "address",
        "language",
        "currency",
        "total",
        "paid",
        "given_back",
    )
    return {
        "event": {"title": order.event.title, "starts_at": order.event.starts_at},
        **{name: getattr(order, name) for name in own},
        **{name: getattr(order, name) for name in ("method", "created_at", "placed_at", "paid_at")},
        "answers": answers_of(order),
        "lines": [_line(line) for line in lines],
        "tickets": [_ticket(ticket) for ticket in tickets],
        "steps": [{"kind": one.kind, "at": one.created_at} for one in steps],
        "invoices": [{"number": one.code, "issued_on": one.issued_on, "gross": one.gross} for one in invoices],
    }


def _line(line: OrderLine) -> dict[str, Any]:
    return {
        "type": line.ticket_type.name,
        "price": line.price,
        "name": line.attendee_name,
        "email": line.attendee_email,
        "answers": answers_of(line),
        "is_live": line.is_live,
    }


def _ticket(ticket: Ticket) -> dict[str, Any]:
    """One that was handed on is somebody else's: neither its name nor its code are told."""
    told = {"state": ticket.state, "admitted_at": ticket.admitted_at}
    if ticket.serial > 1:
        return {**told, "handed_on": True}
    return {**told, "code": ticket.code, "name": ticket.holder_name, "email": ticket.holder_email}
