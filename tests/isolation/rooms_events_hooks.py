"""An organiser's own programs and letters: who is told what, and what became of it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.events.models import (
    Circular,
    CircularCopy,
    DeliveryState,
    Event,
    Hook,
    HookDelivery,
    LetterRefusal,
    Order,
    OrderLine,
    OrderState,
    Quota,
    QuotaType,
    Ticket,
    TicketType,
)
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_HOOK = (
    "events:hook events:hook_deliveries events:hook_repeat events:hook_secret events:hook_trial put_event_hook "
    "get_event_hook_secret post_event_hook_secret list_hook_deliveries post_hook_trial put_hook_delivery carry_hook"
)
_REMOVED = "events:hook_removal delete_event_hook"
_LETTERS = "events:circulars events:circular_reach events:circular list_circulars post_circular_reach put_circular"
_ALL = {"state": "paid", "types": [], "came": "", "account": ""}
_ON_AN_EVENT = (
    "editOrganisedEvent publishOrganisedEvent callOffOrganisedEvent addTicketType setEventQuota setEventVoucher"
)
_WRITTEN = "createOrganisedEvent editOrganisedEvent"
_KEPT = {"url": "https://hook.example/", "kinds": ["order.paid"]}


def events_hooks(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        hook, removed = (_hook(wing) for _ in range(2))
        circular, copy = _circular(wing)
        delivery = HookDelivery.objects.create(
            organisation=wing.organisation, hook=hook, announcement_id=new_identifier(), kind="order.paid",
            body={"type": wing.offer}, state=DeliveryState.SENT, sent_at=timezone.now(),
        )  # fmt: skip
    parts: dict[str, Any] = {f"{door}.hook_id": hook.id for door in _HOOK.split()}
    parts |= {f"{door}.hook_id": removed.id for door in _REMOVED.split()}
    parts |= {f"{door}.delivery_id": delivery.id for door in ("events:hook_repeat", "put_hook_delivery")}
    parts |= {f"{door}.event_id": circular.event_id for door in _LETTERS.split()}
    parts |= {f"{door}.circular_id": circular.id for door in ("events:circular", "put_circular", "carry_circular")}
    parts |= {"events:letters.copy_id": copy.id, "events:letters.secret": copy.secret}
    values: dict[str, Any] = {
        f"{door}/{name}": value
        for door in ("events:hooks", "events:hook", "put_event_hook")
        for name, value in _KEPT.items()
    }
    more_parts, more_values = _graph(wing)
    parts |= more_parts
    values |= more_values
    values["events:hooks/id"] = lambda: str(new_identifier())
    values["events:hook/id"] = str(hook.id)
    values |= {"events:circulars/id": lambda: str(new_identifier()), "events:circulars/state": "paid"}
    for door in ("events:circulars", "put_circular"):
        values |= {f"{door}/subject": "Thanks", f"{door}/text": "See you."}
    return parts, values


def _hook(wing: Wing) -> Hook:
    hook: Hook = Hook.objects.create(
        organisation=wing.organisation,
        url=f"https://hook.example/{wing.offer}",
        secret=wing.offer,
        kinds=["order.paid"],
    )
    return hook


def _circular(wing: Wing) -> tuple[Circular, CircularCopy]:
    """To somebody who bought a ticket; somebody else wants no letters."""
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=30)
    event = Event.objects.create(
        **here, slug="lettered", title=wing.offer, starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    kind = TicketType.objects.create(**here, event=event, name=wing.offer)
    order = Order.objects.create(
        **here, event=event, code=new_identifier().hex[-8:].upper(), state=OrderState.PAID, currency="EUR",
        name=wing.offer, email=f"{wing.offer}@example.org",
    )  # fmt: skip
    line = OrderLine.objects.create(**here, order=order, ticket_type=kind)
    Ticket.objects.create(**here, event=event, line=line, code=str(new_identifier()))
    LetterRefusal.objects.create(**here, email=f"none-{wing.offer}@example.org")
    circular = Circular.objects.create(**here, event=event, subject=wing.offer, text=wing.offer, segment=_ALL)
    copy = CircularCopy.objects.create(**here, circular=circular, order=order, mark="one")
    return circular, copy


def _graph(wing: Wing) -> Filled:
    """An organiser's acts over GraphQL, each on an event of its own."""
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=30)
    text = {
        "title": "A talk",
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=2)).isoformat(),
        "timeZone": "Europe/Paris",
    }
    parts: dict[str, Any] = {"similarToEvent.id": new_identifier()}
    with scope.entered(wing.organisation.id):
        for field in _ON_AN_EVENT.split():
            event = Event.objects.create(
                **here, slug=field.lower(), title=wing.offer, starts_at=starts, ends_at=starts + timedelta(hours=2),
                is_online=True,
            )  # fmt: skip
            kind = TicketType.objects.create(**here, event=event, name=wing.offer)
            quota = Quota.objects.create(**here, event=event, name=wing.offer, capacity=50)
            QuotaType.objects.create(**here, quota=quota, ticket_type=kind)
            parts |= {f"{field}.id": event.id, f"{field}.event_id": event.id, f"{field}.eventId": event.id}
        order = Order.objects.create(
            **here, event=event, code=new_identifier().hex[-8:].upper(), state=OrderState.PAID, currency="EUR",
            name=wing.offer, email=f"{wing.offer}@example.org",
        )  # fmt: skip
        OrderLine.objects.create(**here, order=order, ticket_type=kind)
    parts |= {f"{field}.id": new_identifier() for field in "addTicketType setEventQuota setEventVoucher".split()}
    parts |= {"refundEventOrder.id": order.id, "refundEventOrder.takingId": new_identifier()}
    values: dict[str, Any] = {"createOrganisedEvent/id": lambda: str(new_identifier())}
    values |= {f"{field}/{name}": v for field in _WRITTEN.split() for name, v in text.items()}
    values |= {"addTicketType/name": "Balcony", "setEventQuota/name": "The hall", "setEventQuota/capacity": 9}
    values |= {"setEventQuota/type_ids": [], "setEventVoucher/code": "SPRING", "refundEventOrder/lines": []}
    return parts, values
