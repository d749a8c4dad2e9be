"""Bars of a drawing that is 100 wide and 100 high, from the top left.

As text: a page in French would write a number with a comma, which no drawing understands."""

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 0.3  # of a bar's room


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: str
    width: str
    height: str


def top_of(values: Sequence[int]) -> int:
    """An even number at or above the highest, so that its half is a number, too."""
    highest = max(values, default=0)
    return max(2, highest + highest % 2)


def bars(values: Sequence[int], top: int) -> list[Bar]:
    room = 100 / max(1, len(values))
    return [
        Bar(
            x=f"{at * room + room * _GAP / 2:.2f}",
            y=f"{100 - 100 * value / top:.2f}",
            width=f"{room * (1 - _GAP):.2f}",
            height=f"{100 * value / top:.2f}",
        )
        for at, value in enumerate(values)
    ]
