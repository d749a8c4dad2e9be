from uuid import UUID

from lyceum.kernel.media.actions.deleting import purge_files
from lyceum.kernel.media.models import StoredFile


def forget_files(organisation_id: UUID | None, person_id: UUID) -> None:
    """The files of somebody who is erased, with their bytes, deleted ones too."""
    files = StoredFile.objects.filter(organisation_id=organisation_id, owner_id=person_id)  # type: ignore[misc]  # null is a value here
    purge_files(organisation_id, files)
