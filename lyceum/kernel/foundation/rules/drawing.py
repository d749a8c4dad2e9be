"""Where bars and lines stand: in a square of 100, as text, because a page in French would write 12,5."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Bar:
    """Top left, width and height."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str


def top_of(values: Values, at_least: float = 1.0) -> float:
    """A round number that no value passes: 1, 2, 4, 5 or 10 times a power of ten."""
    highest = max([value for value in values if value is not None], default=0.0)
    if highest <= at_least:
        return at_least
    power = 10.0 ** floor(log10(highest))
    return next(step * power for step in (1, 2, 4, 5, 10) if step * power >= highest)


def top_of_seconds(values: Values) -> float:
    """The same for time: minutes up to an hour, whole hours above."""
    highest = max([value for value in values if value is not None], default=0.0)
    if highest <= 3600:
        return min(top_of([ceil(highest / 60)], 10.0), 60.0) * 60
    return top_of([ceil(highest / 3600)], 2.0) * 3600


def bars(values: Values, top: float) -> list[Bar]:
    """One for each value, side by side with a fifth of air; nothing has no height."""
    place = 100 / max(len(values), 1)
    found = []
    for number, value in enumerate(values):
        height = 100 * min(value or 0.0, top) / top
        found.append(Bar(_text(place * (number + 0.1)), _text(100 - height), _text(place * 0.8), _text(height)))
    return found


def dots(values: Values, top: float) -> list[Dot | None]:
    place = 100 / max(len(values), 1)
    return [
        None if value is None else Dot(_text(place * (number + 0.5)), _text(100 - 100 * min(value, top) / top))
        for number, value in enumerate(values)
    ]


def lines(found: Sequence[Dot | None]) -> list[str]:
    """The points of each stretch without a gap, as SVG reads them; one dot alone is no line."""
    stretches = [list(dots) for known, dots in groupby(found, key=lambda dot: dot is not None) if known]
    return [" ".join(f"{dot.x},{dot.y}" for dot in dots if dot) for dots in stretches if len(dots) > 1]


def _text(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
