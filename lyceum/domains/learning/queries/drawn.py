"""A student's revisions, drawn: how well, and for how long."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Revision
from lyceum.kernel.foundation.rules.indicator import Adding, Unit
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn

MOST = 20


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
