"""A gala behind its doors: what is sold, who helps, who came in, and a device at the door."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.events.models import (
    CheckIn,
    CrewMember,
    Event,
    EventSeat,
    EventTurnstile,
    Hook,
    HookDelivery,
    Order,
    OrderLine,
    OrderState,
    OrderStep,
    Place,
    PriceStep,
    Question,
    Quota,
    QuotaType,
    Seat,
    SeatPlan,
    Section,
    Series,
    Ticket,
    TicketType,
    Voucher,
)
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing
from tests.isolation.rooms_events_shop import shop

Filled = tuple[dict[str, Any], dict[str, Any]]
_SETTLING = "events:door_conflict put_settled"


def events(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        event = _event(wing)
        kind = _offer(wing, event)
        ticket = _ticket(wing, event, kind)
        conflict = _came_in(wing, ticket)
        _seats(wing, event)
        _helped(wing, event)
    parts: dict[str, Any] = {f"{door}.check_in_id": conflict.id for door in _SETTLING.split()}
    parts |= {"event_id": event.id}
    scan = {
        "id": str(new_identifier()),
        "at": timezone.now().isoformat(),
        "told": "admitted",
        "ticket_id": str(ticket.id),
    }
    values = {"record_event_scans/device": "one", "record_event_scans/sent_at": timezone.now().isoformat()}
    more_parts, more_values = shop(wing)
    return parts | more_parts, values | {"record_event_scans/scans": [scan]} | more_values


def _event(wing: Wing) -> Event:
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=20)
    place = Place.objects.create(**here, name=wing.offer, address=wing.offer, city=wing.offer, access=wing.offer)
    series = Series.objects.create(**here, title=wing.offer, rule="FREQ=WEEKLY")
    event: Event = Event.objects.create(
        **here, slug="gala", title=wing.offer, summary=wing.offer, text=wing.offer, place=place, series=series,
        starts_at=starts, ends_at=starts + timedelta(hours=2), author=wing.insider.person, online_url=wing.offer,
    )  # fmt: skip
    EventTurnstile.objects.create(**here, event=event, since=timezone.now())
    return event


def _offer(wing: Wing, event: Event) -> TicketType:
    here = {"organisation": wing.organisation}
    kind: TicketType = TicketType.objects.create(**here, event=event, name=wing.offer, text=wing.offer)
    PriceStep.objects.create(**here, ticket_type=kind, name=wing.offer, price=0, first=5)
    quota = Quota.objects.create(**here, event=event, name=wing.offer, capacity=50)
    QuotaType.objects.create(**here, quota=quota, ticket_type=kind)
    Voucher.objects.create(**here, event=event, code=wing.offer, note=wing.offer, effect="none")
    Question.objects.create(**here, event=event, text=wing.offer, hint=wing.offer)
    return kind


def _ticket(wing: Wing, event: Event, kind: TicketType) -> Ticket:
    here = {"organisation": wing.organisation}
    order = Order.objects.create(
        **here, event=event, code=new_identifier().hex[-8:].upper(), state=OrderState.PAID, currency="EUR",
        name=wing.offer, email=f"{wing.offer}@example.org",
    )  # fmt: skip
    OrderStep.objects.create(**here, order=order, kind="held", key="held")
    line = OrderLine.objects.create(**here, order=order, ticket_type=kind, attendee_name=wing.offer)
    ticket: Ticket = Ticket.objects.create(
        **here, event=event, line=line, code=f"code of {new_identifier()}", holder_name=wing.offer
    )
    return ticket


def _came_in(wing: Wing, ticket: Ticket) -> CheckIn:
    """Twice: the second is a conflict."""
    made = [
        CheckIn.objects.create(
            organisation=wing.organisation, event=ticket.event, ticket=ticket, device="one", told="admitted",
            at=timezone.now() - timedelta(hours=2 - late), outcome="again" if late else "admitted",
            is_conflict=bool(late), person=wing.insider.person,
        )
        for late in (0, 1)
    ]  # fmt: skip
    return made[1]


def _seats(wing: Wing, event: Event) -> None:
    here = {"organisation": wing.organisation}
    plan = SeatPlan.objects.create(**here, name=wing.offer)
    section = Section.objects.create(**here, plan=plan, name=wing.offer)
    seat = Seat.objects.create(**here, section=section, row="A", number="1")
    EventSeat.objects.create(**here, event=event, seat=seat)


def _helped(wing: Wing, event: Event) -> None:
    here = {"organisation": wing.organisation}
    CrewMember.objects.create(**here, event=event, person=wing.insider.person, role="manager")
    hook = Hook.objects.create(**here, event=event, url="https://hook.example", secret=wing.offer)
    HookDelivery.objects.create(**here, hook=hook, announcement_id=new_identifier(), kind="events.order_paid")
