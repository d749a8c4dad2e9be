"""From the shape of a section to its seats: where each stands on the plan, and what is written on it.

Units: a seat takes ``SEAT`` to the side and ``ROW`` to the back. (0, 0) is the middle of the stage's edge; x grows to
the right as one looks at the stage, y away from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from math import ceil, cos, dist, hypot, pi, radians, sin
from typing import Any

from lyceum.domains.events.rules.seat_naming import NUMBERINGS, row_names, seat_key, seat_numbers

SEAT, ROW, STAGE_DEPTH, MARGIN = 20.0, 24.0, 34.0, 26.0
WIDEST_ARC = 2.4  # radians to either side: beyond, a row would meet itself
KINDS = ("rows", "tables", "free")
LIMITS = {
    "x": (-2000, 2000),
    "y": (0, 3000),
    "turn": (-180, 180),
    "rows": (1, 100),
    "seats": (1, 100),
    "grow": (-5, 5),
    "curve": (0, 100),
    "across": (1, 20),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A section as its organiser describes it.

    ``x`` and ``y``: the middle of its first row; ``turn``: degrees about it, clockwise. ``grow``: seats by which each
    row is longer than the one before; ``curve``: from 0, straight, to 100; ``aisles``: after which seats of the first
    row, from the left, there is a way. Tables: ``rows`` is how many, ``seats`` at each, ``across`` beside one another.
    A free section is as large as its rows and seats would be. ``left_out``, ``accessible``: keys (``seat_key``).
    """

    kind: str = "rows"
    x: float = 0.0
    y: float = 40.0
    turn: float = 0.0
    rows: int = 8
    seats: int = 12
    grow: int = 0
    curve: int = 0
    aisles: tuple[int, ...] = ()
    first_row: str = "A"
    numbering: str = "left"
    across: int = 4
    is_long: bool = False
    left_out: tuple[str, ...] = ()
    accessible: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Shape":
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        for name in ("aisles", "left_out", "accessible"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)

    def kept(self) -> dict[str, Any]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class DrawnSeat:
    row: str
    number: str
    row_position: int
    position: int
    x: float
    y: float
    is_accessible: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """A table, or where one stands: its middle, its size; ``is_round`` for a circle as wide as it is high."""

    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    seats: tuple[DrawnSeat, ...] = ()
    surfaces: tuple[Surface, ...] = ()


def faults(shape: Shape) -> list[str]:
    """Names of the fields that say what cannot be drawn."""
    found = [name for name, (low, high) in LIMITS.items() if not low <= getattr(shape, name) <= high]
    if shape.kind not in KINDS:
        found.append("kind")
    if shape.numbering not in NUMBERINGS:
        found.append("numbering")
    if any(not 1 <= aisle <= 100 for aisle in shape.aisles):
        found.append("aisles")
    try:
        row_names(shape.first_row, 1)
    except ValueError:
        found.append("first_row")
    return found


def drawn(shape: Shape) -> Drawing:
    """Seats in the order of their rows, from the left."""
    if shape.kind == "free":
        middle = _placed(shape, 0, (shape.rows - 1) * ROW / 2)
        size = (shape.seats * SEAT, shape.rows * ROW)
        return Drawing(surfaces=(Surface(*middle, *size, shape.turn),))
    if shape.kind == "tables":
        return _tables(shape)
    return Drawing(tuple(seat for seat in _rows(shape) if seat_key(seat.row, seat.number) not in shape.left_out))


def box(drawings: list[Drawing], stage_width: float) -> tuple[float, float, float, float]:
    """x, y, width and height of all that is drawn, the stage too."""
    half = stage_width / 2
    xs, ys = [-half, half], [-STAGE_DEPTH, 0.0]
    for drawing in drawings:
        xs += [seat.x for seat in drawing.seats]
        ys += [seat.y for seat in drawing.seats]
        for surface in drawing.surfaces:
            reach = hypot(surface.width, surface.height) / 2
            xs += [surface.x - reach, surface.x + reach]
            ys += [surface.y - reach, surface.y + reach]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top


def worth(seats: list[tuple[float, float]], best: float) -> list[int]:
    """The rank of each, 0 the nearest to the best point, which is in the middle, ``best`` away from the stage."""
    order = sorted(range(len(seats)), key=lambda at: (dist(seats[at], (0.0, best)), seats[at], at))
    ranks = [0] * len(seats)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks


def _rows(shape: Shape) -> Iterator[DrawnSeat]:
    lengths = [max(1, shape.seats + shape.grow * row) for row in range(shape.rows)]
    longest = (max(lengths) + len(shape.aisles)) * SEAT / 2
    radius = max(20_000 / shape.curve, longest / WIDEST_ARC) if shape.curve else 0.0
    for row, (name, count) in enumerate(zip(row_names(shape.first_row, shape.rows), lengths, strict=True)):
        wider = (count - shape.seats) // 2  # aisles go straight through rows that grow
        before = [sum(aisle + wider <= at for aisle in shape.aisles) for at in range(count)]
        middle = (count - 1 + before[-1]) / 2
        for at, number in enumerate(seat_numbers(count, shape.numbering)):
            position = at + before[at]
            x, y = _bent((position - middle) * SEAT, row * ROW, radius)
            yield _seat(shape, name, number, row, position, (x, y))


def _bent(x: float, y: float, radius: float) -> tuple[float, float]:
    """Along a circle around the stage, on which a seat takes as much as on a straight line."""
    if not radius:
        return x, y
    angle = x / (radius + y)
    return (radius + y) * sin(angle), (radius + y) * cos(angle) - radius


def _tables(shape: Shape) -> Drawing:
    seats: list[DrawnSeat] = []
    surfaces: list[Surface] = []
    width, height = _table_size(shape)
    cell = (width + 3 * SEAT, height + 3 * SEAT)
    across = min(shape.across, shape.rows)
    for table, name in enumerate(row_names(shape.first_row, shape.rows)):
        line, column = divmod(table, across)
        middle = ((column - (across - 1) / 2) * cell[0], line * cell[1] + height / 2 + SEAT)
        surfaces.append(Surface(*_placed(shape, *middle), width, height, shape.turn, not shape.is_long))
        for at, number in enumerate(seat_numbers(shape.seats, "left")):
            if seat_key(name, number) not in shape.left_out:
                position, (x, y) = _at_table(shape, at, width, height)
                seats.append(_seat(shape, name, number, table, position, (middle[0] + x, middle[1] + y)))
    return Drawing(tuple(seats), tuple(surfaces))


def _table_size(shape: Shape) -> tuple[float, float]:
    if shape.is_long:
        return ceil(shape.seats / 2) * SEAT, SEAT * 1.4
    across = max(SEAT * 1.2, shape.seats * SEAT * 1.15 / pi - SEAT)
    return across, across


def _at_table(shape: Shape, at: int, width: float, height: float) -> tuple[int, tuple[float, float]]:
    """Along the two sides of a long table, with a gap between the sides; around a round one from its top."""
    if shape.is_long:
        side, along = divmod(at, ceil(shape.seats / 2))
        away = (height / 2 + SEAT * 0.6) * (1 if side else -1)
        return at + side, ((along + 0.5) * SEAT - width / 2, away)
    angle = 2 * pi * at / shape.seats
    reach = width / 2 + SEAT * 0.6
    return at, (reach * sin(angle), -reach * cos(angle))


def _seat(shape: Shape, row: str, number: str, row_position: int, position: int, at: tuple[float, float]) -> DrawnSeat:
    x, y = _placed(shape, *at)
    is_accessible = seat_key(row, number) in shape.accessible
    return DrawnSeat(row, number, row_position, position, round(x, 2), round(y, 2), is_accessible)


def _placed(shape: Shape, x: float, y: float) -> tuple[float, float]:
    angle = radians(shape.turn)
    return shape.x + x * cos(angle) - y * sin(angle), shape.y + x * sin(angle) + y * cos(angle)
