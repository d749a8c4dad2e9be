"""What an organisation shows to everybody: a year, added up, and never so few people that one could be told."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count, Sum

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Visitor
from lyceum.kernel.foundation.rules.indicator import Indicator
from lyceum.kernel.reporting.models import Figure, Publication
from lyceum.kernel.reporting.queries.calendar import today_in
from lyceum.kernel.reporting.queries.chart import Chart
from lyceum.kernel.reporting.queries.report import chart_of
from lyceum.kernel.reporting.rules.period import Daily, Span, slots

FEWEST = 5  # people behind a public figure


def public_charts(caller: Anyone) -> list[Chart]:
    """None where the organisation shows nothing."""
    organisation_id = getattr(caller, "organisation_id", None)
    if organisation_id is None:
        return []
    codes = published_codes(Visitor(organisation_id))
    times = slots(Span.YEAR, today_in(organisation_id))
    rows = Figure.objects.filter(
        organisation_id=organisation_id, indicator__in=codes, day__gte=times[0].begins, day__lte=times[-1].ends
    ).order_by()
    crowd = rows.exclude(person=None).values_list("indicator").annotate(people=Count("person_id", distinct=True))
    enough = {code for code, people in crowd if people >= FEWEST}
    days: dict[str, list[Daily]] = defaultdict(list)
    added = rows.filter(person=None, indicator__in=enough).values_list("indicator", "day")
    for code, day, value, weight in added.annotate(told=Sum("value"), by=Sum("weight")):
        days[code].append(Daily(day, value, weight))
    chosen = [indicator for indicator in publishable() if indicator.code in days]
    return [chart_of(indicator, days[indicator.code], times, Span.YEAR) for indicator in chosen]


def published_codes(caller: Caller | Visitor) -> list[str]:
    found: Publication | None = Publication.objects.within(caller).first()
    return list(found.codes) if found else []


def publishable() -> Sequence[Indicator]:
    """What may be public at all."""
    return [indicator for indicator in registry.indicators().values() if indicator.may_be_public]
