from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.rules.visibility import Visibility


def file_for(caller: Anyone, file_id: UUID) -> StoredFile:
    """Raises NotFound alike for what is not there and for what the caller may not see."""
    file: StoredFile | None = StoredFile.objects.visible_to(caller).filter(id=file_id).first()
    file = file or _in_its_place(caller, file_id)
    if file is None:
        raise NotFound(_("There is no such file."))
    return file


def _in_its_place(caller: Anyone, file_id: UUID) -> StoredFile | None:
    if not isinstance(caller, Caller):
        return None
    rows = StoredFile.objects.live().within(caller).filter(visibility=Visibility.PLACE)
    file: StoredFile | None = rows.filter(id=file_id).first()
    return file if file and registry.may_open_file(caller, file.purpose, file_id) else None


def own_file(caller: Individual, file_id: UUID) -> StoredFile:
    file: StoredFile | None = StoredFile.objects.live().own(caller, "owner").filter(id=file_id).first()
    if file is None:
        raise NotFound(_("There is no such file."))
    return file


def own_files(caller: Individual) -> "QuerySet[StoredFile]":
    """The caller's own, of this organisation and personal ones alike."""
    return StoredFile.objects.live().own(caller, "owner")


def files_within(caller: Caller) -> "QuerySet[StoredFile]":
    """All of the organisation's files, for those who look after its storage."""
    return StoredFile.objects.live().within(caller).select_related("owner")


def deleted_within(caller: Caller) -> "QuerySet[StoredFile]":
    return StoredFile.objects.within(caller).filter(deleted_at__isnull=False).select_related("owner")


def bytes_within(organisation_id: UUID) -> int:
    kept: int = StoredFile.objects.filter(organisation_id=organisation_id).bytes_kept()
    return kept


def storage_used(caller: Caller) -> tuple[int, int]:
    """(bytes kept, bytes allowed)"""
    return StoredFile.objects.within(caller).bytes_kept(), settings.MEDIA_QUOTA
