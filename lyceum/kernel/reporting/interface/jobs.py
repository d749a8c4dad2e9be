"""The worker looks for jobs here."""

from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.reporting.actions.surveying import survey_lately

__all__ = ["survey_every_hour", "survey_lately"]


@job(every="7 * * * *")
def survey_every_hour(organisation_id: UUID | None) -> None:
    """One job for each organisation, so that a large one holds nobody up."""
    for each in Organisation.objects.filter(closed_at=None).values_list("id", flat=True):
        survey_lately.later(organisation_id=each, once=f"{each}")
