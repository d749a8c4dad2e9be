"""A room as its pages draw it, for buyers and for organisers: the same plan, the same list, other meanings."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.events.queries.hall import STAGE_WIDTH, Hall, HallSeat, HallSection
from lyceum.domains.events.rules.seat_drawing import SEAT, STAGE_DEPTH, Surface, box

TONES = 6


@dataclass(frozen=True, slots=True)
class Look:
    """What a seat is to whoever looks: ``mark`` free, kept, taken or out (the last two cannot be chosen), ``tone`` of
    its ticket (0 of none), ``value`` sent where it is chosen, ``values`` that it might be, ``more`` words about it."""

    mark: str
    tone: int = 0
    value: str = "1"
    values: str = ""
    more: str = ""

    @property
    def is_open(self) -> bool:
        return self.mark in ("free", "kept")


@dataclass(frozen=True, slots=True)
class SeatView:
    id: UUID
    at: int
    number: str
    words: str
    x: str
    y: str
    look: Look
    is_chosen: bool
    is_accessible: bool


@dataclass(frozen=True, slots=True)
class RowView:
    name: str
    words: str
    x: str
    y: str
    seats: list[SeatView]


@dataclass(frozen=True, slots=True)
class SurfaceView:
    """``turn``: as SVG wants it; ``radius``: of a round one, else nothing."""

    x: str
    y: str
    left: str
    top: str
    width: str
    height: str
    radius: str
    turn: str


@dataclass(frozen=True, slots=True)
class SectionView:
    id: UUID
    name: str
    is_tables: bool
    x: str
    y: str
    rows: list[RowView]
    surfaces: list[SurfaceView]
    free: int


@dataclass(frozen=True, slots=True)
class PlanView:
    view_box: str
    width: str
    stage: str
    stage_left: str
    stage_width: str
    stage_top: str
    stage_height: str
    sections: list[SectionView]

    @property
    def with_seats(self) -> list[SectionView]:
        return [one for one in self.sections if one.rows]


def plan_view(hall: Hall, look: Callable[[HallSeat], Look], chosen: Collection[UUID] = ()) -> PlanView:
    at = {seat.id: number for number, seat in enumerate(hall.seats)}
    seats = {one.id: [seat for seat in hall.seats if seat.section_id == one.id] for one in hall.sections}

    def row_of(section: HallSection, name: str, row: list[HallSeat]) -> RowView:
        views = [
            SeatView(
                seat.id, at[seat.id], seat.number, hall.words(seat), told(seat.x), told(seat.y), look(seat),
                seat.id in chosen, seat.is_accessible,
            )
            for seat in row
        ]  # fmt: skip
        words = _("Table %(name)s") if section.id in hall.tables else _("Row %(name)s")
        away = 0.0 if section.id in hall.tables else SEAT * 0.95
        return RowView(name, words % {"name": name}, told(row[0].x - away), told(row[0].y), views)

    sections = []
    for one in hall.sections:
        grouped = groupby(seats[one.id], key=lambda seat: (seat.row_position, seat.row))
        rows = [row_of(one, name, list(row)) for (_position, name), row in grouped]
        sections.append(_section(one, rows, one.id in hall.tables))
    return _plan(hall.box, str(hall.plan.get("stage", "")), float(hall.plan.get("stage_width", STAGE_WIDTH)), sections)


def drawing_view(sections: list[tuple[HallSection, str]], stage: str, stage_width: float) -> PlanView:
    """A plan that is being drawn: nothing is for sale. Each section with the name of its fields."""
    views = []
    for number, (one, _field) in enumerate(sections):
        rows = []
        for (position, name), group in groupby(one.drawing.seats, key=lambda seat: (seat.row_position, seat.row)):
            row = list(group)
            seats = [
                SeatView(
                    one.id, number, seat.number, f"{name}-{seat.number}", told(seat.x), told(seat.y), Look("free"),
                    False, seat.is_accessible,
                )
                for seat in row
            ]  # fmt: skip
            away = 0.0 if one.kind == "tables" else SEAT * 0.95
            rows.append(RowView(name, f"{position}", told(row[0].x - away), told(row[0].y), seats))
        views.append(_section(one, rows, one.kind == "tables"))
    return _plan(box([one.drawing for one, _field in sections], stage_width), stage, stage_width, views)


def told(number: float) -> str:
    """As SVG reads it, whatever the language."""
    return f"{number:.1f}".removesuffix(".0")


def _plan(
    frame: tuple[float, float, float, float], stage: str, stage_width: float, sections: list[SectionView]
) -> PlanView:
    return PlanView(
        view_box=" ".join(map(told, frame)),
        width=told(frame[2]),
        stage=stage or _("Stage"),
        stage_left=told(-stage_width / 2),
        stage_width=told(stage_width),
        stage_top=told(-STAGE_DEPTH),
        stage_height=told(STAGE_DEPTH),
        sections=sections,
    )


def _section(one: HallSection, rows: list[RowView], is_tables: bool) -> SectionView:
    points = [(seat.x, seat.y) for seat in one.drawing.seats] or [(s.x, s.y) for s in one.drawing.surfaces]
    xs, ys = [x for x, _y in points] or [one.shape.x], [y for _x, y in points] or [one.shape.y]
    is_free = one.kind == "free"
    return SectionView(
        id=one.id,
        name=one.name,
        is_tables=is_tables,
        x=told(one.shape.x if one.kind == "rows" else (min(xs) + max(xs)) / 2),
        y=told(one.shape.y + 5 if is_free else min(ys) - SEAT * 1.3 if is_tables else one.shape.y - SEAT * 0.9),
        rows=rows,
        surfaces=[_surface(surface) for surface in one.drawing.surfaces],
        free=sum(seat.look.mark == "free" for row in rows for seat in row.seats),
    )


def _surface(one: Surface) -> SurfaceView:
    return SurfaceView(
        x=told(one.x),
        y=told(one.y),
        left=told(one.x - one.width / 2),
        top=told(one.y - one.height / 2),
        width=told(one.width),
        height=told(one.height),
        radius=told(one.width / 2) if one.is_round else "",
        turn=f"rotate({told(one.turn)} {told(one.x)} {told(one.y)})",
    )
