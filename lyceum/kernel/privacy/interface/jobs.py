from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.privacy.actions.erasing import carry_out_due
from lyceum.kernel.privacy.actions.sealing import seal_every_trail


@job(queue="privacy", every="* * * * *", lock="privacy.seal")
def seal(organisation_id: UUID | None) -> None:
    seal_every_trail(organisation_id)


@job(queue="privacy", every="23 * * * *")
def erase(organisation_id: UUID | None) -> None:
    carry_out_due(organisation_id)
