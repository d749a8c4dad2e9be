"""An event on sale, without a word that is anybody's alone, and what the insider is buying there."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.models import Event, Order, OrderLine, ShopFrame, TicketType, WaitingEntry
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_OPEN = "get_availability post_order get_event_availability"
_ORDERS = "get_order put_placing post_payment post_cancellation"


def shop(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        kind = _on_sale(wing)
        signing_key(wing.organisation.id)
        ShopFrame.objects.create(organisation=wing.organisation, hosts=["https://theatre.example"])
        placing, cancelled = (_held(wing, kind, person=None) for _ in range(2))
        shown = _held(wing, kind)
        done = _held(wing, kind, state="paid")
        WaitingEntry.objects.create(
            organisation=wing.organisation, event=kind.event, ticket_type=kind, person=wing.insider.person,
            email=f"{wing.offer}@example.org", name=wing.offer,
        )  # fmt: skip
    parts: dict[str, Any] = {f"{door}.event_id": kind.event_id for door in _OPEN.split()}
    parts |= {"eventAvailability.id": kind.event_id, "holdPlaces.event_id": kind.event_id}
    for door, order in zip(_ORDERS.split(), (shown, placing, done, cancelled), strict=True):
        parts[f"{door}.order_id"] = order.id
    for field, order in (("order", shown), ("placeOrder", placing), ("payOrder", done), ("cancelOrder", cancelled)):
        parts |= {f"{field}.id": order.id, f"{field}.secret": ""}
    parts |= {"cancelOrder.taking_id": new_identifier(), "holdPlaces.voucher": "", "holdPlaces.place": ""}
    parts |= {"placeOrder.email": "a@example.org", "placeOrder.name": "A", "placeOrder.method": ""}
    parts |= {"payOrder.method": ""}
    values = {"post_order/id": lambda: str(new_identifier()), "post_cancellation/id": lambda: str(new_identifier())}
    values |= {"post_order/wants": [{"type_id": str(kind.id), "quantity": 1}], "post_order/voucher": ""}
    values |= {"holdPlaces/id": lambda: str(new_identifier()), "post_order/place": "", "post_payment/method": ""}
    values |= {"holdPlaces/wants": [{"typeId": str(kind.id), "quantity": 1}], "put_placing/email": "a@example.org"}
    return parts, values | {"put_placing/name": "A", "put_placing/method": ""}


def _on_sale(wing: Wing) -> TicketType:
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=20)
    event = Event.objects.create(
        **here,
        slug="open-air",
        title="Open air",
        state="published",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )
    kind: TicketType = TicketType.objects.create(**here, event=event, name="Entry")
    return kind


def _held(wing: Wing, kind: TicketType, **fields: Any) -> Order:
    """The insider's; what sellers may change is nobody's in particular."""
    here = {"organisation": wing.organisation}
    terms = {"state": "held", "person": wing.insider.person} | fields
    order: Order = Order.objects.create(
        **here, event=kind.event, code=new_identifier().hex[-8:].upper(), currency="EUR", **terms,
        name=wing.offer, email=f"{wing.offer}@example.org",
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    OrderLine.objects.create(**here, order=order, ticket_type=kind, attendee_name=wing.offer)
    return order
