"""What is not counted fact by fact is looked at every hour: who was there today, how far everybody is."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.reporting.actions.counting import add, hold
from lyceum.kernel.reporting.models import Figure
from lyceum.kernel.reporting.queries.calendar import today_in


@job()
def survey_lately(organisation_id: UUID) -> None:
    """Yesterday as it ended, and today so far."""
    today = today_in(organisation_id)
    for day in (today - timedelta(days=1), today):
        survey(organisation_id, day)


@transaction.atomic
def survey(organisation_id: UUID, on: date) -> None:
    """Idempotent: the day's rows of what is surveyed are made anew."""
    hold(organisation_id)
    looks = registry.surveys()
    Figure.objects.filter(organisation_id=organisation_id, day=on, indicator__in=looks).delete()
    add(organisation_id, [tally for look in looks.values() for tally in look(organisation_id, on)])
