from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.media.actions.sweeping import sweep_files


@job(queue="media", every="41 3 * * *")
def sweep(organisation_id: UUID | None) -> None:
    sweep_files(organisation_id)
