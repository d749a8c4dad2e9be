"""The month as bars, one for each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, MONTH = 620, 120, 31


@dataclass(frozen=True, slots=True)
class Bar:
    """In the units of the drawing; the dearest day touches the top."""

    day: date
    cost: float
    x: float
    y: float
    height: float


def bars_of(days: Sequence[tuple[date, float]]) -> list[Bar]:
    step, highest = WIDTH / MONTH, max((cost for _, cost in days), default=0) or 1
    heights = [round(cost / highest * HEIGHT, 1) for _, cost in days]
    return [
        Bar(day, cost, round(n * step + 2, 1), HEIGHT - height, height)
        for n, ((day, cost), height) in enumerate(zip(days, heights, strict=True))
    ]
