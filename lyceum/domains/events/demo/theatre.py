"""A theatre of some four hundred seats: stalls that bend, boxes at both sides, a balcony."""

from uuid import UUID, uuid5

from lyceum.domains.events.actions.seat_plan import PlanText, SectionText, keep_plan
from lyceum.domains.events.actions.seating import SoldAs, sell_seats, use_plan
from lyceum.domains.events.models import Event, EventSeat, Place, SeatPlan
from lyceum.domains.events.rules.seat_drawing import Shape
from lyceum.kernel.foundation.rules.caller import Caller

_WHEELCHAIRS = ("K-15", "K-17", "K-16", "K-18")
_SECTIONS = {
    "Parterre": Shape(
        rows=11, seats=18, grow=1, curve=45, aisles=(9,), y=70, numbering="odd_left", accessible=_WHEELCHAIRS
    ),
    "Loges côté jardin": Shape("tables", x=-345, y=75, rows=4, seats=4, across=1, first_row="1"),
    "Loges côté cour": Shape("tables", x=345, y=75, rows=4, seats=4, across=1, first_row="5"),
    "Balcon": Shape(rows=5, seats=23, grow=1, curve=45, aisles=(8, 15), y=395, numbering="odd_left"),
}


def seat(caller: Caller, event: Event, place: Place, sold: dict[str, list[str]]) -> None:
    """``sold``: ticket → sections. Some seats of the first row are kept back for the press."""
    plan = _plan(caller, place)
    use_plan(caller, event.id, plan.id)
    rows = EventSeat.objects.within(caller).filter(event=event)
    for one in event.ticket_types.filter(name__in=sold):
        chosen = rows.filter(seat__section__name__in=sold[one.name])
        sell_seats(caller, event.id, list(chosen.values_list("id", flat=True)), SoldAs(one.id))
    press = rows.filter(seat__section__name="Parterre", seat__row="A", seat__number__in=["1", "2", "3", "4"])
    sell_seats(caller, event.id, list(press.values_list("id", flat=True)), SoldAs(is_kept_back=True))


def _plan(caller: Caller, place: Place) -> SeatPlan:
    plan_id: UUID = uuid5(place.id, "plan")
    sections = tuple(SectionText(uuid5(plan_id, name), name, shape) for name, shape in _SECTIONS.items())
    return keep_plan(caller, plan_id, PlanText(place.name, place.id, "Scène", 300, 170, sections))
