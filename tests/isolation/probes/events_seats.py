"""Rooms and their seats: plans, what is drawn of them at an event, and who has which seat, of one organisation."""

from typing import Any, NamedTuple

from lyceum.domains.events.actions.seat_plan import PlanText, _locked, keep_plan, plan_to_change
from lyceum.domains.events.actions.seating import _plan_here
from lyceum.domains.events.models import Event, EventSeat, OrderLine, SeatPlan, Section
from lyceum.domains.events.queries.hall import _read, taken_seats
from lyceum.domains.events.queries.seat_plans import plans_of
from lyceum.kernel.foundation.rules.caller import Caller
from tests.isolation.probes.apart import apart
from tests.isolation.probes.events_place import gala, unsold
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


class Hall(NamedTuple):
    caller: Caller
    event: Event
    plan: SeatPlan


def hall(samples: Samples) -> Hall:
    event = Event.objects.select_related("seat_plan").get(id=samples.parts["events:event_seats.event_id"])
    return Hall(insider(samples), event, event.seat_plan)


def _nobody_uses_it(_at: Hall) -> None:
    EventSeat.objects.all().delete()
    Event.objects.update(seat_plan=None)


def _somebody_sits(at: Hall) -> None:
    line = OrderLine.objects.filter(organisation_id=at.caller.organisation_id).first()
    EventSeat.objects.filter(event=at.event).update(line=line)


def _seats(act: str, call: Any, **ways: Any) -> None:
    apart(f"events.{act}", hall, call, **ways)


_plans: dict[str, Any] = {"first": _nobody_uses_it, "moved": (SeatPlan,)}
_seats("actions.seat_plan.plan_to_change", lambda at: plan_to_change(at.caller, at.plan.id), **_plans)
_seats("actions.seat_plan._locked", lambda at: _locked(at.caller, at.plan.id), **_plans)
_seats("actions.seating._plan_here", lambda at: _plan_here(at.caller, at.plan.id), **_plans)
_seats("queries.seat_plans.plans_of", lambda at: plans_of(at.caller), **_plans)
_seats(
    "queries.hall.taken_seats",
    lambda at: taken_seats(at.caller, at.event.id),
    first=_somebody_sits,
    moved=(EventSeat,),
)


@probe("events.queries.hall._read")
def a_room_a_section_or_a_seat_elsewhere_is_not_drawn(samples: Samples) -> None:
    at, elsewhere = hall(samples), gala(samples).moved
    drawn = _read(at.caller, at.event.id)
    assert drawn
    assert [section.name for section in drawn.sections] == ["Hall"]
    assert [seat.row for seat in drawn.seats] == ["A"]
    elsewhere(Section.objects.get(plan=at.plan))
    elsewhere(EventSeat.objects.get(event=at.event))
    bare = _read(at.caller, at.event.id)
    assert bare
    assert (bare.sections, bare.seats) == ((), ())
    unsold(gala(samples))
    elsewhere(at.event)
    assert _read(at.caller, at.event.id) is None


@probe("events.actions.seat_plan.keep_plan")
def an_event_elsewhere_has_no_new_edition_of_its_offer(samples: Samples) -> None:
    at, text, known = hall(samples), PlanText("A hall"), Event.objects.filter(seat_plan__isnull=False)
    EventSeat.objects.all().delete()
    before = known.get(id=at.event.id).offer_edition
    keep_plan(at.caller, at.plan.id, text)
    assert known.get(id=at.event.id).offer_edition == before + 1
    Event.objects.filter(id=at.event.id).update(slug="elsewhere")
    gala(samples).moved(at.event)
    before = known.get(id=at.event.id).offer_edition
    keep_plan(at.caller, at.plan.id, text)
    assert known.get(id=at.event.id).offer_edition == before
