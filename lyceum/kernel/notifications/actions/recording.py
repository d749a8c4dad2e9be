"""What became of messages once they were told, on the record of their runs."""

from collections.abc import Iterable
from uuid import UUID

from lyceum.kernel.notifications.models import Outcome, Reason, RunStep


def record(delivery_ids: Iterable[UUID], outcome: Outcome, reason: Reason | None = None, detail: str = "") -> None:
    """Beside the step that sent each of them."""
    sent = RunStep.objects.filter(delivery_id__in=list(delivery_ids), outcome=Outcome.TOLD)
    RunStep.objects.bulk_create(
        RunStep(
            organisation_id=step.organisation_id,
            person_id=step.person_id,
            run_id=step.run_id,
            position=step.position,
            channel=step.channel,
            delivery_id=step.delivery_id,
            outcome=outcome,
            reason=reason or "",
            detail=detail[:300],
        )
        for step in sent
    )
