"""From tallies to the rows that are kept."""

from collections.abc import Container, Iterable
from datetime import date
from uuid import UUID

from lyceum.kernel.foundation.rules.indicator import Tally

Key = tuple[str, date, UUID | None, UUID | None]  # indicator, day, person, subject
Kept = dict[Key, tuple[float, float]]  # value, weight


def added(tallies: Iterable[Tally], members: Container[UUID]) -> Kept:
    """Each tally once for everybody, and once for its person if they are a member still."""
    kept: Kept = {}
    for tally in tallies:
        for person_id in {None, tally.person_id if tally.person_id in members else None}:
            key = (tally.indicator, tally.on, person_id, tally.subject_id)
            value, weight = kept.get(key, (0.0, 0.0))
            kept[key] = (value + tally.value, weight + tally.weight)
    return kept


def order(key: Key) -> tuple[str, date, str, str]:
    """Rows are written in one order, so that two who write never wait for each other."""
    indicator, on, person_id, subject_id = key
    return indicator, on, str(person_id or ""), str(subject_id or "")
