"""Which seats to give people who come together: side by side, as near the best point as there is, nobody left alone.

A *run* is seats side by side without an aisle between them; distances are in the plan's own units.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from statistics import fmean

ORPHAN = 1_000_000.0  # worse than the farthest seat of any hall: chosen only where nothing else is left
LARGEST_PARTY = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """A seat as the choice sees it: ``run`` is shared by seats side by side, ``position`` counts along it."""

    key: str
    run: str
    position: int
    x: float
    y: float


Point = tuple[float, float]


def best_seats(spots: Iterable[Spot], taken: set[str], party: int, focus: Point) -> list[Spot]:
    """``party`` free seats for people who come together; empty where there are not as many.

    One block if any run has room, the best by ``cost``; else as few blocks as can be, each next one near the first.
    """
    if not 0 < party <= LARGEST_PARTY:
        return []
    free = [block for run in _runs(spots) for block in _free_blocks(run, taken)]
    if sum(map(len, free)) < party:
        return []
    return _together(free, party, focus) or _apart(free, party, focus)


def orphans(spots: Iterable[Spot], taken: set[str], chosen: set[str]) -> list[Spot]:
    """The free seats that this choice would leave alone between others, and that were not alone before."""
    runs = list(_runs(spots))
    before = {spot.key for spot in _alone(runs, taken)}
    return [spot for spot in _alone(runs, taken | chosen) if spot.key not in before]


def cost(block: Sequence[Spot], start: int, party: int, focus: Point) -> float:
    """Mean distance to the best point, and what it costs to leave one seat alone at either side."""
    chosen = block[start : start + party]
    left, right = start, len(block) - start - party
    lonely = (left == 1) + (right == 1)
    return fmean(dist((spot.x, spot.y), focus) for spot in chosen) + ORPHAN * lonely


def _together(free: list[list[Spot]], party: int, focus: Point) -> list[Spot]:
    choices = [
        (cost(block, start, party, focus), block[start].key, block[start : start + party])
        for block in free
        for start in range(len(block) - party + 1)
    ]
    return min(choices)[2] if choices else []


def _apart(free: list[list[Spot]], party: int, focus: Point) -> list[Spot]:
    """No run holds them all: the largest block first, then what is nearest to those who sit already."""
    largest = max(map(len, free))
    first = min((block for block in free if len(block) == largest), key=lambda block: _away(block, focus))
    chosen, others = list(first), [block for block in free if block is not first]
    while (missing := party - len(chosen)) > 0:
        centre = (fmean(spot.x for spot in chosen), fmean(spot.y for spot in chosen))
        enough = [block for block in others if len(block) >= missing]
        nearest = min(enough or others, key=lambda block: (-min(len(block), missing), _away(block, centre)))
        others.remove(nearest)
        chosen += _together([nearest], min(missing, len(nearest)), centre)
    return chosen


def _away(block: Sequence[Spot], point: Point) -> float:
    return fmean(dist((spot.x, spot.y), point) for spot in block)


def _runs(spots: Iterable[Spot]) -> Iterator[list[Spot]]:
    runs: dict[str, list[Spot]] = {}
    for spot in spots:
        runs.setdefault(spot.run, []).append(spot)
    for run in runs.values():
        yield sorted(run, key=lambda spot: spot.position)


def _free_blocks(run: Sequence[Spot], taken: set[str]) -> Iterator[list[Spot]]:
    """The longest stretches of free seats whose positions follow one another: a missing number is an aisle."""
    block: list[Spot] = []
    for spot in run:
        is_next = bool(block) and spot.position == block[-1].position + 1
        if block and (spot.key in taken or not is_next):
            yield block
            block = []
        if spot.key not in taken:
            block.append(spot)
    if block:
        yield block


def _alone(runs: Iterable[Sequence[Spot]], taken: set[str]) -> Iterator[Spot]:
    """Free seats without a free neighbour, in a run where there is any other seat beside them."""
    for run in runs:
        beside = {
            spot.key for one, other in pairwise(run) if other.position == one.position + 1 for spot in (one, other)
        }
        for block in _free_blocks(run, taken):
            if len(block) == 1 and block[0].key in beside:
                yield block[0]
