"""Classes side by side, over the same time and by the same indicators."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.models import GroupMembership
from lyceum.kernel.identity.queries.group import groups_for
from lyceum.kernel.reporting.queries.report import Report
from lyceum.kernel.reporting.queries.view import people_in
from lyceum.kernel.reporting.queries.words import said
from lyceum.kernel.reporting.rules.period import Daily, figure_of


@dataclass(frozen=True, slots=True)
class Row:
    """``values`` as they are, ``shown`` in words, in the order of the heads."""

    group_id: UUID
    name: str
    people: int
    values: Sequence[float | None]
    shown: Sequence[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    heads: Sequence[str]
    rows: Sequence[Row]

    @property
    def lined(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row, and its figures beside their heads: on a phone a row is a small card."""
        return [(row, list(zip(self.heads, row.shown, strict=True))) for row in self.rows]


def comparison(caller: Caller, report: Report) -> Comparison:
    """Of the groups that the caller may see and that have figures. In three statements, however many groups.

    A class is those who are in it now; sums are shown for one of them, because classes differ in size.
    """
    shown = [chart.code for chart in report.charts]
    indicators = [indicator for code, indicator in registry.indicators().items() if code in shown]
    groups = list(groups_for(caller)) if report.view.is_whole and not report.view.person_id else []
    places = GroupMembership.objects.within(caller).filter(group__in=groups, leads=False)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for group_id, person_id in places.values_list("group_id", "membership__person_id"):
        members[group_id].add(person_id)
    kept = _kept(caller, report, set().union(*members.values()) if members else set())
    rows = []
    for group in groups:
        told = {code: [one for person in members[group.id] for one in kept[code, person]] for code in shown}
        if not any(told.values()):
            continue
        size = len(members[group.id])
        values = [_each(figure_of(i.adding, told[i.code]), i.adding == "sum", size) for i in indicators]
        words = [said(value, i.unit) for value, i in zip(values, indicators, strict=True)]
        rows.append(Row(group.id, group.name, size, values, words))
    return Comparison([str(indicator.label) for indicator in indicators], rows)


def _each(value: float | None, is_sum: bool, size: int) -> float | None:
    return value / size if value is not None and is_sum and size else value


def _kept(caller: Caller, report: Report, people: set[UUID]) -> dict[tuple[str, UUID], list[Daily]]:
    """By indicator and person. States are asked for their days, what is added up is added by the database."""
    times = report.slots
    rows = people_in(caller, report.view, times[0].begins, times[-1].ends).filter(person_id__in=people).order_by()
    states = [code for code, indicator in registry.indicators().items() if indicator.adding == "latest"]
    last = rows.filter(indicator__in=states).order_by("-day").values_list("day", flat=True).first()
    found: dict[tuple[str, UUID], list[Daily]] = defaultdict(list)
    sums = rows.exclude(indicator__in=states).values_list("indicator", "person_id")
    for code, person, value, weight in sums.annotate(told=Sum("value"), by=Sum("weight")):
        found[code, person].append(Daily(times[-1].ends, value, weight))
    if last:
        latest = rows.filter(indicator__in=states, day=last).values_list("indicator", "person_id", "value", "weight")
        for code, person, value, weight in latest:
            found[code, person].append(Daily(last, value, weight))
    return found
