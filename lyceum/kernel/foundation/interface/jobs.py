"""The foundation's own jobs. What makes a function a job is in ``foundation/jobs.py``."""

from uuid import UUID

from lyceum.kernel.foundation.actions.sweeping import sweep_foundation
from lyceum.kernel.foundation.jobs import Job, job

__all__ = ["Job", "job", "sweep"]


@job(every="17 * * * *")
def sweep(organisation_id: UUID | None) -> None:
    sweep_foundation()
