"""An event with guests, places kept back for them, a paid order with its invoice: what fills their doors."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.models import (
    Channel,
    Event,
    EventState,
    Order,
    OrderLine,
    OrderState,
    Quota,
    QuotaType,
    Reserve,
    Ticket,
    TicketType,
)
from lyceum.domains.events.rules.ticket_code import TicketCode, sign_code
from lyceum.kernel.billing.actions.invoice import Buyer, Sale, SaleLine, issue_invoice
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_DESK = "guests guest_list guest_withdrawal reserve postponement"
_LINKS = "order_names order_privacy order_invoice"


def events_guests(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        event, kind = _on_sale(wing)
        quota = Quota.objects.get(event=event)
        guest, paid = (_order(wing, event, kind, channel) for channel in (Channel.GUEST, Channel.WEB))
        invoice_id = _invoice(paid)
        parts: dict[str, Any] = {f"events:{door}.event_id": event.id for door in _DESK.split()}
        parts |= {"events:guest_withdrawal.order_id": guest.id, "events:reserve.quota_id": quota.id}
        for door in _LINKS.split():
            parts |= {f"events:{door}.code": paid.code, f"events:{door}.secret": paid.secret}
        parts |= {"events:order_invoice.invoice_id": invoice_id}
    values: dict[str, Any] = {"events:guests/name": "A guest", "events:guests/email": "a@example.org"}
    values |= {"events:guests/quantity": "1", "events:guest_list/rows": "A guest; a@example.org; 1"}
    values |= {f"events:{door}/type_id": str(kind.id) for door in ("guests", "guest_list")}
    values |= {f"events:{door}/id": lambda: str(new_identifier()) for door in ("guests", "guest_list")}
    values |= {"events:reserve/places": "3", "events:postponement/which": "to_come", "events:postponement/days": "9"}
    return parts, values | {"events:postponement/edition": "1", "events:order_privacy/sure": "on"}


def _on_sale(wing: Wing) -> tuple[Event, TicketType]:
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=30)
    event = Event.objects.create(
        **here, slug="guests", title="Gala", state=EventState.PUBLISHED, starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )  # fmt: skip
    kind = TicketType.objects.create(**here, event=event, name="Entry")
    quota = Quota.objects.create(**here, event=event, name="All", capacity=50)
    QuotaType.objects.create(**here, quota=quota, ticket_type=kind)
    Reserve.objects.create(**here, event=event, quota=quota, places=2)
    Quota.objects.filter(id=quota.id).update(held=2, sold=2)
    return event, kind


def _order(wing: Wing, event: Event, kind: TicketType, channel: Channel) -> Order:
    order: Order = Order.objects.create(
        organisation=wing.organisation, event=event, code=f"{new_identifier().hex[-8:].upper()}",
        state=OrderState.PAID, channel=channel, currency="EUR", name=wing.offer, email=f"{wing.offer}@example.org",
        paid_at=timezone.now(),
    )  # fmt: skip
    quotas = list(kind.quotas.values_list("id", flat=True))
    line = OrderLine.objects.create(organisation=wing.organisation, order=order, ticket_type=kind, quotas=quotas)
    ticket = Ticket(organisation=wing.organisation, event=event, line=line, holder_name=wing.offer)
    key = signing_key(wing.organisation.id)
    ticket.code = sign_code(key.id, key.private, TicketCode(event.id, ticket.id))
    ticket.save()
    return order


def _invoice(order: Order) -> UUID:
    buyer, lines = Buyer(order.name, "", order.email), [SaleLine("Entry", 1, 1000, 2000)]
    sale = Sale(new_identifier(), "events:order", order.id, buyer, lines, "EUR", "fr")
    return UUID(str(issue_invoice(order.organisation_id, sale).id))
