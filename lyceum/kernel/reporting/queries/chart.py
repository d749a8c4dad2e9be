"""A row of figures, drawn: what ``c-chart_bars`` and ``c-chart_lines`` show, with the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.drawing import Bar, Dot, bars, dots, lines, top_of, top_of_seconds
from lyceum.kernel.foundation.rules.indicator import Adding, Unit
from lyceum.kernel.reporting.queries.words import said

TICKS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """``value`` as it is, ``shown`` in words. ``place``: of the bar or dot; none where there is nothing."""

    name: str
    tick: str
    value: float | None
    shown: str
    place: Bar | Dot | None


@dataclass(frozen=True, slots=True)
class Chart:
    """``whole``: one figure for all of it. ``scale``: from the top down."""

    code: str
    title: str
    points: Sequence[Point]
    unit: Unit
    is_bars: bool
    whole: str
    scale: Sequence[str]
    strokes: Sequence[str]
    ticks: Sequence[str]
    summary: str

    @property
    def is_empty(self) -> bool:
        return not any(point.value for point in self.points)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is to be drawn: names, short names and values side by side. ``reaches``: what the scale has room for."""

    code: str
    title: str
    names: Sequence[str]
    ticks: Sequence[str]
    values: Sequence[float | None]
    whole: float | None
    unit: Unit = Unit.COUNT
    adding: Adding = Adding.SUM
    reaches: float = 0.0

    @property
    def top(self) -> float:
        """Where the scale ends."""
        if self.unit is Unit.PERCENT:
            return 100.0
        if self.unit is Unit.LEVEL:
            return 5.0
        if self.unit is Unit.SECONDS:
            return top_of_seconds(self.values)
        return top_of([*self.values, self.reaches], 4.0)


def drawn(figures: Figures) -> Chart:
    """Sums as bars, means and states as lines."""
    is_bars, top = figures.adding is Adding.SUM, figures.top
    places: Sequence[Bar | Dot | None]
    places = bars(figures.values, top) if is_bars else (found := dots(figures.values, top))
    shown = [said(value, figures.unit) for value in figures.values]
    points = [Point(*told) for told in zip(figures.names, figures.ticks, figures.values, shown, places, strict=True)]
    return Chart(
        code=figures.code,
        title=figures.title,
        points=points,
        unit=figures.unit,
        is_bars=is_bars,
        whole=said(figures.whole, figures.unit),
        scale=[said(top, figures.unit), said(top / 2, figures.unit), said(0, figures.unit)],
        strokes=[] if is_bars else lines(found),
        ticks=_ticks(figures.ticks),
        summary=_summary(points),
    )


def _ticks(names: Sequence[str]) -> list[str]:
    """The first, the last and some between, equally far from each other."""
    if len(names) <= TICKS:
        return list(names)
    return [names[round(n * (len(names) - 1) / (TICKS - 1))] for n in range(TICKS)]


def _summary(points: Sequence[Point]) -> str:
    """What somebody who does not see the drawing hears of it."""
    known = [(point.value, point) for point in points if point.value is not None]
    if not known or not any(value for value, _point in known):
        return _("Nothing in this time.")
    highest, last = max(known, key=lambda one: one[0])[1], known[-1][1]
    words = {"highest": highest.shown, "when": highest.name, "last": last.shown, "then": last.name}
    return _("Highest: %(highest)s (%(when)s). Last: %(last)s (%(then)s). All figures are in the table.") % words
