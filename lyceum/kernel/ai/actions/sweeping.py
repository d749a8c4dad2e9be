"""The ledger is no diary: who asked when, and what it cost, goes once nobody accounts for it any more."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from lyceum.kernel.ai.models import Call
from lyceum.kernel.ai.queries.inside import inside
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.identity.models import Organisation


@job(every="29 3 * * *")
def sweep_calls(organisation_id: UUID | None) -> None:
    for each in Organisation.objects.order_by("id").values_list("id", flat=True):
        sweep_ledger(each)


def sweep_ledger(organisation_id: UUID) -> int:
    """Rows older than ``AI_LEDGER_DAYS``; how many. Sums for the installation stay in its meter."""
    ended = timezone.now() - timedelta(days=settings.AI_LEDGER_DAYS)
    with inside(organisation_id):
        count, _each = Call.objects.filter(organisation_id=organisation_id, created_at__lt=ended).delete()
    return count
