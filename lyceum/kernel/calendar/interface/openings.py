"""A week of times at which both are free, as boxes to tick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.calendar.interface.forms import is_span, slot_value, span_of
from lyceum.kernel.calendar.queries.agenda import midnight
from lyceum.kernel.calendar.queries.availability import openings_with
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class Box:
    value: str
    starts_at: datetime
    ends_at: datetime
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OpenDay:
    day: date
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """``kept``: what was chosen in other weeks. ``before`` and ``after``: days to look at, as addresses take them."""

    begins: date
    ends: date
    days: tuple[OpenDay, ...]
    kept: tuple[Box, ...]
    before: str
    after: str


def week_of(caller: Caller, person_id: UUID, day: date, length: timedelta, chosen: Sequence[str]) -> Week:
    """The week of this day, as far as it is still to come."""
    monday, today = day - timedelta(days=day.weekday()), timezone.localdate()
    since, until = max(midnight(caller, monday), timezone.now()), midnight(caller, monday + timedelta(days=7))
    boxes = [_box(span, chosen) for span in openings_with(caller, person_id, since, until, length)]
    shown = {box.value for box in boxes}
    return Week(
        begins=max(monday, today),
        ends=monday + timedelta(days=6),
        days=tuple(_days(boxes)),
        kept=tuple(_box(span_of(value), chosen) for value in chosen if value not in shown and is_span(value)),
        before=(monday - timedelta(days=7)).isoformat() if monday > today else "",
        after=(monday + timedelta(days=7)).isoformat(),
    )


def _days(boxes: Iterable[Box]) -> Iterable[OpenDay]:
    for day, found in groupby(boxes, key=lambda box: timezone.localdate(box.starts_at)):
        yield OpenDay(day, tuple(found))


def _box(span: Span, chosen: Sequence[str]) -> Box:
    value = slot_value(span)
    return Box(value, span.starts, span.ends, value in chosen)
