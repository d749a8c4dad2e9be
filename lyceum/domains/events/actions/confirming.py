"""Money has come, or none is needed: places are sold, tickets issued; all in one transaction, the busy rows last."""

from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.actions.counting_places import sell_places
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.announcements import OrderPaid
from lyceum.domains.events.models import Order, OrderLine, OrderState, StepKind, Ticket, TicketKind
from lyceum.domains.events.rules.ticket_code import TicketCode, sign_code
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone


def confirm(caller: Anyone, order: Order, payment_id: UUID | None, amount: int) -> None:
    """The order is locked, its live lines hold their places. What follows (invoice, mail) hears of ``OrderPaid``."""
    lines = list(order.lines.filter(is_live=True).select_related("ticket_type").order_by("position"))
    order.state, order.paid_at, order.expires_at = OrderState.PAID, timezone.now(), None
    order.paid += amount
    order.payment_id = payment_id or order.payment_id
    order.save()
    issued = issue_tickets(caller, order, lines)
    if payment_id:
        step(caller, order, StepKind.PAID, f"paid:{payment_id}", payment=payment_id, amount=amount)
    step(caller, order, StepKind.CONFIRMED, tickets=len(issued))
    told = OrderPaid(order.id, order.event_id, order.total, order.currency, len(issued))
    announce(caller, told, about=order.organisation_id)
    sell_places(order.organisation_id, [line.id for line in lines])


def issue_tickets(caller: Anyone, order: Order, lines: list[OrderLine]) -> list[Ticket]:
    """One for each person a line lets in; an add-on is shown on the ticket that it goes with."""
    key = signing_key(order.organisation_id)
    made = []
    for line in lines:
        if line.ticket_type.kind == TicketKind.TICKET:
            made += [_ticket(order, line, number) for number in range(1, line.places + 1)]
    if len(made) == 1:
        made[0].is_named = True  # whoever buys one ticket comes
    for ticket in made:
        ticket.code = sign_code(key.id, key.private, TicketCode(ticket.event_id, ticket.id, ticket.serial))
    return Ticket.objects.bulk_create(made)


def _ticket(order: Order, line: OrderLine, number: int) -> Ticket:
    is_theirs = number == 1
    return Ticket(
        organisation_id=order.organisation_id,
        event_id=order.event_id,
        line=line,
        number=number,
        is_named=is_theirs and bool(line.attendee_name),
        holder_name=(line.attendee_name if is_theirs else "") or order.name,
        holder_email=(line.attendee_email if is_theirs else "") or order.email,
        person_id=order.person_id if not line.attendee_email or line.attendee_email == order.email else None,
    )
