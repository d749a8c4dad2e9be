"""The table behind a chart, or behind all of a report, as a spreadsheet takes it: plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.indicator import Unit
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.sheet import Cell
from lyceum.kernel.reporting.queries.chart import Chart
from lyceum.kernel.reporting.queries.report import Report, report
from lyceum.kernel.reporting.queries.view import Asked
from lyceum.kernel.reporting.queries.words import SPANS


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def table_of(caller: Caller, asked: Asked, code: str = "") -> Table:
    """``code``: of one chart; without it, every indicator is a column. Raises NotFound."""
    found = report(caller, asked)
    charts = [chart for chart in found.charts if chart.code == code or not code]
    if code and not charts:
        raise NotFound(_("There are no such figures, or they are not for you."))
    rows = [
        [slot.begins.isoformat(), slot.ends.isoformat(), *(_plain(chart, number) for chart in charts)]
        for number, slot in enumerate(found.slots)
    ]
    return Table(_title(found, charts, code), [_("From"), _("To"), *map(_headed, charts)], rows)


def _title(found: Report, charts: Sequence[Chart], code: str) -> str:
    what = charts[0].title if code else _("Report")
    return f"{what} · {found.view.label} · {SPANS[found.span]}"


def _headed(chart: Chart) -> str:
    unit = {Unit.SECONDS: _("minutes"), Unit.PERCENT: "%"}.get(chart.unit, "")
    return f"{chart.title} ({unit})" if unit else chart.title


def _plain(chart: Chart, number: int) -> Cell:
    value = chart.points[number].value
    if value is None:
        return None
    return round(value / 60, 1) if chart.unit is Unit.SECONDS else round(value, 2)
