"""A small hall at the shop of the tests: two rows of stalls and one of a balcony."""

from uuid import UUID, uuid5

from lyceum.domains.events.actions.seat_plan import PlanText, SectionText, keep_plan
from lyceum.domains.events.actions.seating import SoldAs, sell_seats, use_plan
from lyceum.domains.events.models import Event, EventSeat, SeatPlan
from lyceum.domains.events.rules.seat_drawing import Shape
from lyceum.domains.events.tests.shop import Shop
from lyceum.kernel.foundation.rules.identifier import new_identifier


def text_of(shop: Shop, stalls: Shape | None = None, **changes: object) -> PlanText:
    sections = (
        SectionText(uuid5(shop.event.id, "stalls"), "Stalls", stalls or Shape(rows=2, seats=6, y=40)),
        SectionText(uuid5(shop.event.id, "balcony"), "Balcony", Shape(rows=1, seats=4, y=160)),
    )
    return PlanText(**{"name": "The theatre", "stage": "Stage", "sections": sections, **changes})  # type: ignore[arg-type]


def put_seats(shop: Shop, stalls: Shape | None = None) -> SeatPlan:
    """Stalls are sold as the first ticket, the balcony as the second."""
    caller = shop.organiser
    shop.quota.delete()
    plan = keep_plan(caller, new_identifier(), text_of(shop, stalls))
    use_plan(caller, shop.event.id, plan.id)
    for section, sold in zip(("Stalls", "Balcony"), shop.types, strict=True):
        ids = EventSeat.objects.filter(event=shop.event, seat__section__name=section).values_list("id", flat=True)
        sell_seats(caller, shop.event.id, list(ids), SoldAs(sold.id))
    return plan


def seat(event: Event, name: str, section: str = "Stalls") -> UUID:
    """``A-3``"""
    row, number = name.split("-")
    found = EventSeat.objects.get(event=event, seat__section__name=section, seat__row=row, seat__number=number)
    return UUID(str(found.id))


def names_of(order_id: UUID) -> list[str]:
    rows = EventSeat.objects.filter(line__order_id=order_id).order_by("seat__row_position", "seat__position")
    return [f"{row}-{number}" for row, number in rows.values_list("seat__row", "seat__number")]
