"""A recital in a small hall: a plan that is used, one that is not, and seats for sale."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.models import (
    Event,
    EventSeat,
    EventState,
    Quota,
    QuotaType,
    Seat,
    SeatPlan,
    Section,
    TicketType,
)
from lyceum.domains.events.rules.seat_drawing import Shape
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_SHOP = "seats embedded_seats free_seats"


def events_seats(wing: Wing) -> Filled:
    """What is for sale is everybody's to see; plans and how they are sold are the organisers'."""
    with scope.entered(wing.organisation.id):
        plan, section = _plan(wing, "Hall")
        idle, _section = _plan(wing, wing.offer)
        event, kind, seat_id = _recital(wing, plan, section)
    parts: dict[str, Any] = {f"events:{door}.slug": event.slug for door in _SHOP.split()}
    parts |= {
        "events:plan.plan_id": idle.id,
        "events:plan_removal.plan_id": idle.id,
        "events:event_seats.event_id": event.id,
    }
    parts |= {"list_event_seats.event_id": event.id}
    values: dict[str, Any] = {f"events:{door}/seat-{seat_id}": str(kind.id) for door in ("seats", "embedded_seats")}
    drawing = {
        "name": "A hall", "edition": "1", "stage_width": "200", "best": "100", "s0-kind": "rows", "s0-name": "Stalls",
        "s0-rows": "2", "s0-seats": "4", "s0-x": "0", "s0-y": "40", "s0-turn": "0", "s0-curve": "0", "s0-grow": "0",
        "s0-first_row": "A", "s0-numbering": "left",
    }  # fmt: skip
    for door in ("plan", "new_plan", "plan_drawing"):
        values |= {f"events:{door}/{name}": value for name, value in drawing.items()}
        values |= {f"events:{door}/{name}": lambda: str(new_identifier()) for name in ("id", "s0-id")}
    values |= {"events:plan/id": str(idle.id), "events:event_seats/lone": "yes"}
    return parts, values


def _plan(wing: Wing, name: str) -> tuple[SeatPlan, Section]:
    here = {"organisation": wing.organisation}
    drawing = {"stage": "Stage", "stage_width": 200, "best": 100}
    plan: SeatPlan = SeatPlan.objects.create(**here, name=name, drawing=drawing)
    shape = Shape(rows=1, seats=1)
    section: Section = Section.objects.create(**here, plan=plan, name=name, drawing=shape.kept())
    return plan, section


def _recital(wing: Wing, plan: SeatPlan, section: Section) -> tuple[Event, TicketType, UUID]:
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=30)
    event: Event = Event.objects.create(
        **here, slug="recital", title="Recital", state=EventState.PUBLISHED, starts_at=starts,
        ends_at=starts + timedelta(hours=2), seat_plan=plan,
    )  # fmt: skip
    kind = TicketType.objects.create(**here, event=event, name="Seat")
    quota = Quota.objects.create(**here, event=event, name="Seats", capacity=1)
    QuotaType.objects.create(**here, quota=quota, ticket_type=kind)
    seat = Seat.objects.create(**here, section=section, row="A", number="1")
    return event, kind, EventSeat.objects.create(**here, event=event, seat=seat, ticket_type=kind).id
