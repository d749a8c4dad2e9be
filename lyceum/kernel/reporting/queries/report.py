"""A report: every indicator that says something of what is looked at, over the days, weeks or months."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme
from lyceum.kernel.reporting.queries.calendar import today_in
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn
from lyceum.kernel.reporting.queries.view import Asked, View, figures_in, people_in, view_for
from lyceum.kernel.reporting.queries.words import THEMES, day_named, named, tick
from lyceum.kernel.reporting.rules.period import Daily, Slot, Span, figure_of, slots

Days = Mapping[str, Sequence[Daily]]  # by indicator


@dataclass(frozen=True, slots=True)
class Part:
    theme: Theme
    title: str
    charts: Sequence[Chart]


@dataclass(frozen=True, slots=True)
class Report:
    """``people``: how many different ones stand behind the figures."""

    view: View
    span: Span
    slots: Sequence[Slot]
    parts: Sequence[Part]
    people: int

    @property
    def first(self) -> str:
        return day_named(self.slots[0].begins)

    @property
    def last(self) -> str:
        return day_named(self.slots[-1].ends)

    @property
    def charts(self) -> list[Chart]:
        return [chart for part in self.parts for chart in part.charts]


def report(caller: Caller, asked: Asked) -> Report:
    """In as many statements for a year as for a day."""
    view = view_for(caller, asked)
    times = slots(asked.span, today_in(caller.organisation_id))
    rows = figures_in(caller, view, times[0].begins, times[-1].ends)
    days: dict[str, list[Daily]] = defaultdict(list)
    added = rows.order_by().values_list("indicator", "day").annotate(told=Sum("value"), by=Sum("weight"))
    for code, day, value, weight in added:
        days[code].append(Daily(day, value, weight))
    return Report(view, asked.span, times, _parts(days, times, asked.span), _people(caller, view, times))


def chart_of(indicator: Indicator, days: Sequence[Daily], times: Sequence[Slot], span: Span) -> Chart:
    within = [[one for one in days if slot.holds(one.day)] for slot in times]
    return drawn(
        Figures(
            code=indicator.code,
            title=str(indicator.label),
            names=[named(slot, span) for slot in times],
            ticks=[tick(slot, span) for slot in times],
            values=[figure_of(indicator.adding, some) for some in within],
            whole=figure_of(indicator.adding, [one for some in within for one in some]),
            unit=indicator.unit,
            adding=indicator.adding,
        )
    )


def _parts(days: Days, times: Sequence[Slot], span: Span) -> list[Part]:
    """What nothing was ever kept of in this time is left out."""
    known = [indicator for code, indicator in registry.indicators().items() if code in days]
    parts = []
    for theme, title in THEMES.items():
        charts = [chart_of(one, days[one.code], times, span) for one in known if one.theme is theme]
        if charts:
            parts.append(Part(theme, str(title), charts))
    return parts


def _people(caller: Caller, view: View, times: Sequence[Slot]) -> int:
    is_all = view.is_whole and not view.group and not view.person_id
    rows = (people_in if is_all else figures_in)(caller, view, times[0].begins, times[-1].ends)
    return rows.order_by().values("person_id").distinct().count()
