from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.operations.models import Measurement
from lyceum.kernel.operations.rules.curve import curve

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True, slots=True)
class Chart:
    title: Any
    unit: Any
    lines: Sequence[str]
    highest: float
    rows: Sequence[tuple[Any, float | None]]  # the table behind the chart


def charts_of(minutes: Sequence[Measurement]) -> list[Chart]:
    """Of every minute: how slow, how often wrong, how much waited."""
    errors = [minute.errors / minute.requests * 100 if minute.requests else None for minute in minutes]
    return [
        _chart(_("95 of 100 answers came within"), _("ms"), minutes, [minute.p95_ms for minute in minutes]),
        _chart(_("Answers that were errors"), "%", minutes, errors),
        _chart(_("Jobs that waited"), "", minutes, [float(minute.queue_depth) for minute in minutes]),
    ]


def _chart(title: Any, unit: Any, minutes: Sequence[Measurement], values: list[float | None]) -> Chart:
    highest = max((value for value in values if value is not None), default=0.0)
    rows = [(minute.minute, value) for minute, value in zip(minutes, values, strict=True)]
    return Chart(title, unit, curve(values, WIDTH, HEIGHT), highest, rows[-30:])
