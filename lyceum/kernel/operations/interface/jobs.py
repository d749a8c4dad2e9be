from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.operations.actions.measuring import keep_minute
from lyceum.kernel.operations.actions.queue import forget_old_jobs, put_back_stalled
from lyceum.kernel.operations.interface.metrics import counted


@job(queue="operations", every="* * * * *", lock="operations.put_back_stalled_jobs")
def put_back_stalled_jobs(organisation_id: UUID | None) -> None:
    put_back_stalled(organisation_id)


@job(queue="operations", every="* * * * *", lock="operations.measure")
def measure(organisation_id: UUID | None) -> None:
    keep_minute(organisation_id, counted())


@job(queue="operations", every="17 3 * * *")
def forget_old(organisation_id: UUID | None) -> None:
    forget_old_jobs(organisation_id)
