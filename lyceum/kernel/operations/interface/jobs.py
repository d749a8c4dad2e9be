from uuid import UUID

from lyceum.kernel.foundation.interface.jobs import job
from lyceum.kernel.operations.actions.queue import forget_old_jobs, put_back_stalled


@job(queue="operations", every="* * * * *", lock="operations.put_back_stalled_jobs")
def put_back_stalled_jobs(organisation_id: UUID | None) -> None:
    put_back_stalled(organisation_id)


@job(queue="operations", every="17 3 * * *")
def forget_old(organisation_id: UUID | None) -> None:
    forget_old_jobs(organisation_id)
