"""Deleting can be undone for thirty days; then, or at once when a person is erased, the bytes go too."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.media.announcements import FileDeleted, FileRestored
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.permissions import may_delete
from lyceum.kernel.media.ports import store


@transaction.atomic
def delete_file(caller: Individual, file_id: UUID) -> StoredFile:
    file = _locked(caller, file_id, deleted=False)
    file.deleted_at = timezone.now()
    file.save(update_fields=["deleted_at"])
    announce(caller, FileDeleted(file.id, file.purpose))
    return file


@transaction.atomic
def restore_file(caller: Individual, file_id: UUID) -> StoredFile:
    file = _locked(caller, file_id, deleted=True)
    if not file.is_restorable:
        raise NotFound(_("This file can no longer be brought back."))
    file.deleted_at = None
    file.save(update_fields=["deleted_at"])
    announce(caller, FileRestored(file.id, file.purpose))
    return file


@transaction.atomic
def purge_files(organisation_id: UUID | None, files: Iterable[StoredFile]) -> int:
    """Rows go now, bytes after commit. For the sweep and for erasure: no way back."""
    purged = list(files)
    for file in purged:
        remove_objects.later(organisation_id=organisation_id, keys=list(file.object_keys()))
    StoredFile.objects.filter(id__in=[file.id for file in purged]).delete()
    return len(purged)


@job(queue="media")
def remove_objects(organisation_id: UUID | None, keys: list[str]) -> None:
    for key in keys:
        store().remove(key)


def _locked(caller: Individual, file_id: UUID, *, deleted: bool) -> StoredFile:
    rows = StoredFile.objects.reachable_by(caller).select_for_update(of=("self",))
    file: StoredFile | None = rows.filter(id=file_id, deleted_at__isnull=not deleted).first()
    if file is None:
        raise NotFound(_("There is no such file."))
    refuse_unless(may_delete(caller, file))
    return file
