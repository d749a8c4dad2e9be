"""When each step of a path takes place, as far as it was said: the rest is spread evenly between what is known."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

DAY = timedelta(days=1)


def spans(begins: date, ends: date, opens: Sequence[date | None]) -> list[tuple[date, date]]:
    """(first day, day after the last) of each step in its order; each at least a day, none before the one before it.

    ``opens``: the day on which a step opens, where one was set. The last lasts until ``ends``, or a day beyond its own
    beginning where that is later.
    """
    anchors = _anchors(begins, ends, opens)
    starts = [_between(anchors, index) for index in range(len(opens))]
    ending = [*starts[1:], anchors[-1][1]][: len(starts)]
    return [(start, max(end, start + DAY)) for start, end in zip(starts, ending, strict=True)]


def _anchors(begins: date, ends: date, opens: Sequence[date | None]) -> list[tuple[int, date]]:
    """What is known, by the number of the step, never going back; before the first the beginning, then the end."""
    known = [(index, day) for index, day in enumerate(opens) if day]
    if not known or known[0][0] > 0:
        known.insert(0, (0, min(begins, known[0][1]) if known else begins))
    ordered: list[tuple[int, date]] = []
    for index, day in [*known, (len(opens), ends)]:
        ordered.append((index, max(day, ordered[-1][1]) if ordered else day))
    return ordered


def _between(anchors: Sequence[tuple[int, date]], index: int) -> date:
    for (first, since), (last, until) in pairwise(anchors):
        if first <= index < last:
            return since + (until - since) * (index - first) // (last - first)
    return anchors[-1][1]
