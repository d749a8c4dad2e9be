"""A room with its seats at one event: read once for each edition of the offer; what is taken, anew each time."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.events.models import Event, EventSeat, Section, SectionKind
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.domains.events.rules.seat_drawing import Drawing, Shape, box, drawn
from lyceum.domains.events.rules.seating import Point, Spot, best_seats
from lyceum.kernel.foundation.rules.caller import Anyone

MOST_KEPT = 50
BEST, STAGE_WIDTH = 120.0, 240.0
_FIELDS = {
    "id": "id", "section_id": "seat__section_id", "row": "seat__row", "number": "seat__number", "x": "seat__x",
    "row_position": "seat__row_position", "position": "seat__position", "y": "seat__y", "type_id": "ticket_type_id",
    "is_blocked": "is_blocked", "is_accessible": "seat__is_accessible",
}  # fmt: skip
_ORDER = ("seat__section__position", "seat__section_id", "seat__row_position", "seat__position", "id")


@dataclass(frozen=True, slots=True)
class HallSection:
    id: UUID
    name: str
    kind: str
    shape: Shape
    drawing: Drawing

    @classmethod
    def of(cls, section: Section) -> "HallSection":
        shape = Shape.read(section.drawing | {"kind": section.kind})
        return cls(section.id, section.name, section.kind, shape, drawn(shape))


@dataclass(frozen=True, slots=True)
class HallSeat:
    """``id``: of the seat at this event. ``type_id``: None where it is sold as any ticket; blocked is kept back."""

    id: UUID
    section_id: UUID
    row: str
    number: str
    row_position: int
    position: int
    x: float
    y: float
    type_id: UUID | None
    is_blocked: bool
    is_accessible: bool

    def is_for(self, type_id: UUID) -> bool:
        return not self.is_blocked and self.type_id in (None, type_id)

    @property
    def spot(self) -> Spot:
        return Spot(str(self.id), f"{self.section_id}:{self.row_position}", self.position, self.x, self.y)


@dataclass(frozen=True, slots=True)
class Hall:
    """``plan``: what is drawn beside the seats (``stage``, ``stage_width``, ``best``)."""

    sections: tuple[HallSection, ...]
    seats: tuple[HallSeat, ...]
    plan: Mapping[str, Any]
    allows_lone_seats: bool

    @property
    def focus(self) -> tuple[float, float]:
        return 0.0, float(self.plan.get("best", BEST))

    @property
    def box(self) -> tuple[float, float, float, float]:
        return box([one.drawing for one in self.sections], float(self.plan.get("stage_width", STAGE_WIDTH)))

    @property
    def tables(self) -> frozenset[UUID]:
        return frozenset(one.id for one in self.sections if one.kind == SectionKind.TABLES)

    def words(self, seat: HallSeat) -> str:
        """As it is written on a ticket."""
        section = next(one.name for one in self.sections if one.id == seat.section_id)
        is_table = seat.section_id in self.tables
        words = (
            _("%(section)s, table %(row)s, seat %(seat)s") if is_table else _("%(section)s, row %(row)s, seat %(seat)s")
        )
        return words % {"section": section, "row": seat.row, "seat": seat.number}

    def best_for(self, type_id: UUID | None, party: int, taken: set[UUID], focus: Point | None = None) -> list[UUID]:
        """Places for wheelchairs are given by themselves only where nothing else is left. ``type_id``: None for any."""
        keys = {str(seat) for seat in taken}
        may = [one for one in self.seats if (one.is_for(type_id) if type_id else not one.is_blocked)]
        for spots in ([one.spot for one in may if not one.is_accessible], [one.spot for one in may]):
            if found := best_seats(spots, keys, party, focus or self.focus):
                return [UUID(spot.key) for spot in found]
        return []


_kept: "OrderedDict[tuple[UUID, UUID], tuple[int, Hall]]" = OrderedDict()


def hall_of(caller: Anyone, event_id: UUID, edition: int) -> Hall | None:
    """None where the event has no seats. ``edition``: of the offer, which grows with every change of its seats."""
    key = (shop_of(caller).organisation_id or event_id, event_id)
    known = _kept.get(key)
    if known and known[0] == edition:
        return known[1]
    hall = _read(caller, event_id)
    if hall is not None:
        _kept[key] = (edition, hall)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return hall


def taken_seats(caller: Anyone, event_id: UUID) -> set[UUID]:
    rows = EventSeat.objects.within(shop_of(caller)).filter(event_id=event_id, line__isnull=False)
    return set(rows.values_list("id", flat=True))


def _read(caller: Anyone, event_id: UUID) -> Hall | None:
    shop = shop_of(caller)
    event = Event.objects.within(shop).select_related("seat_plan").filter(id=event_id).first()
    if event is None or event.seat_plan is None:
        return None
    sections = Section.objects.within(shop).filter(plan=event.seat_plan).order_by("position", "id")
    seats = EventSeat.objects.within(shop).filter(event_id=event_id).order_by(*_ORDER)
    return Hall(
        sections=tuple(map(HallSection.of, sections)),
        seats=tuple(HallSeat(**dict(zip(_FIELDS, row, strict=True))) for row in seats.values_list(*_FIELDS.values())),
        plan=event.seat_plan.drawing,
        allows_lone_seats=event.allows_lone_seats,
    )
