"""A concert, the insider's order with its ticket, a turn in line: what the doors of the shop are filled with."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.models import (
    Event,
    EventState,
    Order,
    OrderLine,
    OrderState,
    Quota,
    QuotaType,
    Ticket,
    TicketType,
    WaitingEntry,
)
from lyceum.domains.events.rules.ticket_code import TicketCode, sign_code
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_EVENT = "event embedded_event availability event_file event_card waiting line embedded_line"
_OPEN = "order embedded_order order_cancellation order_payment"
_PAID = "order_refund order_standing order_paper order_file order_owner"
_MANAGED = "orders_managed order_managed managed_refund managed_payment managed_retry ticket_holder"
_TICKET = "ticket ticket_paper apple_pass google_pass"


def shop_links(wing: Wing) -> Filled:
    """What the shop shows is for anybody; an order, a ticket and a turn are whose link it is (``wing.offer``)."""
    with scope.entered(wing.organisation.id):
        event, kind = _on_sale(wing)
        held, paid = _order(wing, event, kind, OrderState.HELD), _order(wing, event, kind, OrderState.PAID)
        ticket = _ticket(paid.lines.get(), event)
        entry = WaitingEntry.objects.create(
            organisation=wing.organisation,
            event=event,
            ticket_type=kind,
            email=f"{wing.offer}@example.org",
            name=wing.offer,
        )
        managed, waits = (_order(wing, event, kind, state, person=None) for state in (OrderState.PAID, OrderState.HELD))
        named = _ticket(managed.lines.get(), event)
        values = _values(kind, paid, managed)
    parts: dict[str, Any] = {f"events:{door}.slug": event.slug for door in _EVENT.split()}
    parts |= {"shop": wing.organisation.id, "shop.event": event.id}
    parts |= {"events:waiting.type_id": kind.id, "events:turn.entry_id": entry.id, "events:turn.secret": entry.secret}
    for doors, order in ((_OPEN, held), (_PAID, paid)):
        parts |= {f"events:{door}.code": order.code for door in doors.split()}
        parts |= {f"events:{door}.secret": order.secret for door in doors.split()}
    for door in _TICKET.split():
        parts |= {f"events:{door}.ticket_id": ticket.id, f"events:{door}.secret": ticket.secret}
    for door in _MANAGED.split():
        parts |= {f"events:{door}.event_id": event.id, f"events:{door}.order_id": managed.id}
    parts |= {"events:managed_payment.order_id": waits.id, "events:ticket_holder.ticket_id": named.id}
    return parts, values


def _on_sale(wing: Wing) -> tuple[Event, TicketType]:
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=30)
    event = Event.objects.create(
        **here, slug="concert", title="Concert", state=EventState.PUBLISHED, starts_at=starts,
        ends_at=starts + timedelta(hours=2), refund_until_hours=0,
    )  # fmt: skip
    kind = TicketType.objects.create(**here, event=event, name="Entry")
    quota = Quota.objects.create(**here, event=event, name="All", capacity=50)
    QuotaType.objects.create(**here, quota=quota, ticket_type=kind)
    return event, kind


def _order(wing: Wing, event: Event, kind: TicketType, state: OrderState, **fields: Any) -> Order:
    """Free, so that no bank is asked; the insider's, but for those that sellers may change."""
    fields = {"person": wing.insider.person} | fields
    order: Order = Order.objects.create(
        organisation=wing.organisation, event=event, code=f"{new_identifier().hex[-8:].upper()}", state=state,
        currency="EUR", name=wing.offer, email=f"{wing.offer}@example.org", **fields,
        expires_at=timezone.now() + timedelta(hours=1) if state == OrderState.HELD else None,
    )  # fmt: skip
    OrderLine.objects.create(organisation=wing.organisation, order=order, ticket_type=kind, attendee_name=wing.offer)
    return order


def _ticket(line: OrderLine, event: Event) -> Ticket:
    ticket = Ticket(organisation_id=line.organisation_id, event=event, line=line, person_id=line.order.person_id)
    key = signing_key(line.organisation_id)
    ticket.code = sign_code(key.id, key.private, TicketCode(event.id, ticket.id))
    ticket.holder_name = line.attendee_name
    ticket.save()
    return ticket


def _values(kind: TicketType, paid: Order, managed: Order) -> dict[str, Any]:
    values: dict[str, Any] = {f"events:{door}/type-{kind.id}": "1" for door in ("event", "embedded_event")}
    values |= {f"events:{door}/agreed": "on" for door in ("order", "embedded_order")}
    values |= {"events:waiting/quantity": "1", "events:turn/leave": "1", "events:ticket/naming": "1"}
    values |= {"events:order_refund/lines": [str(paid.lines.get().id)], "events:order_refund/id": new_identifier}
    values |= {"events:managed_refund/lines": [str(managed.lines.get().id)], "events:managed_refund/id": new_identifier}
    values |= {"events:ticket_holder/name": "A name", "events:ticket_holder/email": "a@example.org"}
    return values | {"events:frames/hosts": "https://theatre.example"}
