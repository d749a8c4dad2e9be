"""A student's revisions, drawn: how well, for how long, and how many answers week by week."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Path, Review, Revision
from lyceum.domains.learning.queries.learner import today_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.indicator import Adding, Unit
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn

MOST = 20
WEEKS = 8


def charts_of(sittings: Sequence[Revision]) -> list[Chart]:
    """Of the latest, the oldest first; none where there is nothing to compare."""
    told = list(reversed(sittings[:MOST]))
    if len(told) < 2:
        return []
    names = [date_format(sitting.created_at, "j F Y") for sitting in told]
    ticks = [date_format(sitting.created_at, "j M") for sitting in told]
    scores, seconds = [sitting.score for sitting in told], [float(sitting.seconds) for sitting in told]
    mean = sum(scores) / len(scores)
    return [
        drawn(
            Figures("score", _("Score, revision by revision"), names, ticks, scores, mean, Unit.PERCENT, Adding.MEAN)
        ),
        drawn(Figures("minutes", _("Time, revision by revision"), names, ticks, seconds, sum(seconds), Unit.SECONDS)),
    ]


def answers_by_week(caller: Caller, path: Path) -> Chart | None:
    """The caller's own of the last weeks, from Monday to Sunday of their calendar; none before the first answer."""
    zone, today = ZoneInfo(caller.time_zone), today_of(caller)
    monday = today - timedelta(today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    since = datetime.combine(weeks[0], time(), zone)
    rows = Review.objects.within(caller).own(caller).filter(revision__path=path, answered_at__gte=since)
    days = rows.order_by().values_list(TruncDate("answered_at", tzinfo=zone)).annotate(count=Count("id"))
    told = Counter[object]()
    for day, count in days:
        told[day - timedelta(day.weekday())] += count
    if not told:
        return None
    names = [_("week of %(day)s") % {"day": date_format(week, "j F Y")} for week in weeks]
    values = [float(told[week]) for week in weeks]
    ticks = [date_format(week, "j M") for week in weeks]
    return drawn(Figures("answers", _("Answers, week by week"), names, ticks, values, sum(values)))
