"""How many tickets an event will have sold on its day, from what it has sold until now: a range, and how it was found.

A past event says which share of its sales it had made at this distance from its day; what has been sold, divided by
that share, is its guess. The guesses of several are the range: between their outer fifths, and wider where they are few
or where little has been sold yet (the square root of a count is what chance does to it). Without past events the last
days' pace is carried on, with little confidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, sqrt

LEAST_SOLD = 8  # below, nothing is said
LEAST_SHARE = 0.08  # a past event that had sold less by then says nothing
LATEST_DAYS = 7
_OUTER = 0.2


class Basis(StrEnum):
    LIKE = "like"
    PACE = "pace"
    SOLD_OUT = "sold_out"
    TOO_EARLY = "too_early"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Past:
    """A past event: tickets sold by days before its day, the day itself first; all that it sold is their sum."""

    sold_before: Sequence[int]

    def share_by(self, days_left: int) -> float:
        """Which part of its sales was made when so many days were left."""
        whole = sum(self.sold_before)
        return sum(self.sold_before[days_left:]) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """``low`` ≤ ``likely`` ≤ ``high``, tickets in all on the day; ``like``: how many past events spoke."""

    basis: Basis
    low: int = 0
    likely: int = 0
    high: int = 0
    like: int = 0

    @property
    def is_said(self) -> bool:
        return self.basis in (Basis.LIKE, Basis.PACE)


def forecast(sold_by_day: Sequence[int], days_left: int, places: int | None, past: Sequence[Past]) -> Forecast:
    """``sold_by_day``: since the sale began, today last. ``days_left``: until the day (below nothing: it is over)."""
    sold = sum(sold_by_day)
    if days_left < 0:
        return Forecast(Basis.OVER, sold, sold, sold)
    if places is not None and sold >= places:
        return Forecast(Basis.SOLD_OUT, sold, sold, sold)
    if sold < LEAST_SOLD or not sold_by_day:
        return Forecast(Basis.TOO_EARLY)
    guesses = sorted(sold / share for one in past if (share := one.share_by(days_left)) >= LEAST_SHARE)
    if guesses:
        low, likely, high = _spread(guesses, sold)
        return _bounded(Basis.LIKE, sold, places, (low, likely, high), len(guesses))
    lately = sold_by_day[-LATEST_DAYS:]
    more = sum(lately) / len(lately) * days_left
    return _bounded(Basis.PACE, sold, places, (sold + 0.5 * more, sold + more, sold + 2 * more), 0)


def _spread(guesses: Sequence[float], sold: int) -> tuple[float, float, float]:
    """Wider by chance, and by how little one or two others say."""
    likely = _at(guesses, 0.5)
    doubt = 1 / sqrt(sold) + 0.25 / len(guesses)
    return _at(guesses, _OUTER) * (1 - doubt), likely, _at(guesses, 1 - _OUTER) * (1 + doubt)


def _at(ordered: Sequence[float], part: float) -> float:
    """The value at that part of the way, straight between two."""
    place = part * (len(ordered) - 1)
    before = floor(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])


def _bounded(basis: Basis, sold: int, places: int | None, found: tuple[float, float, float], like: int) -> Forecast:
    """What is sold is sold, and nobody sells more places than there are."""
    most = places if places is not None else ceil(found[2]) + sold
    low, likely, high = (max(sold, min(most, number)) for number in (floor(found[0]), round(found[1]), ceil(found[2])))
    return Forecast(basis, low, likely, high, like)
