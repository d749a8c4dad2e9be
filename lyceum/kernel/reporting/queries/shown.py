"""What is told of a report: the same by REST and GraphQL."""

from dataclasses import dataclass
from datetime import date

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.reporting.queries.report import Report


@dataclass(frozen=True, slots=True)
class FigureView:
    """From ``begins`` to ``ends``, both inside. ``value`` none: nothing was kept."""

    begins: date
    ends: date
    value: float | None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """``unit``: count · seconds · percent · level."""

    code: str
    title: str
    unit: str
    figures: list[FigureView]


@dataclass(frozen=True, slots=True)
class ReportView:
    """``of``: all · taught · own · the id of a subject. ``people``: how many different ones stand behind it."""

    of: str
    over: str
    people: int
    indicators: list[IndicatorView]


def report_shown(caller: Caller, found: Report) -> ReportView:
    indicators = [
        IndicatorView(
            chart.code,
            chart.title,
            chart.unit.value,
            [FigureView(s.begins, s.ends, p.value) for s, p in zip(found.slots, chart.points, strict=True)],
        )
        for chart in found.charts
    ]
    return ReportView(found.view.of, found.span.value, found.people, indicators)
