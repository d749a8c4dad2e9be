"""What no longer has a reason to be in the store: bytes without a row, rows without bytes, what has expired."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.media.actions.deleting import purge_files
from lyceum.kernel.media.models import State, StoredFile
from lyceum.kernel.media.models.stored_file import KEPT_AFTER_DELETION, ORGANISATIONS, PEOPLE
from lyceum.kernel.media.ports import store

ON_THE_WAY = timedelta(hours=1)


def sweep_files(organisation_id: UUID | None) -> int:
    """Of every organisation, or of one. Returns how many files and orphaned objects went."""
    organisations = Organisation.objects.filter(id=organisation_id) if organisation_id else Organisation.objects.all()
    gone = sum(_in_scope(organisation, None) for organisation in organisations.values_list("id", flat=True))
    for kind, owner, keys in _stored():
        gone += _orphans(kind, owner, keys)
        gone += _in_scope(None, owner) if kind == PEOPLE else 0
    return gone


def _in_scope(organisation_id: UUID | None, person_id: UUID | None) -> int:
    now = timezone.now()
    done = Q(expires_at__lt=now) | Q(deleted_at__lt=now - KEPT_AFTER_DELETION)
    stuck = Q(state=State.HELD, created_at__lt=now - ON_THE_WAY)
    belonging = {"owner_id": person_id} if person_id else {}
    with scope.entered(organisation_id, person_id):
        files = StoredFile.objects.filter(done | stuck, organisation_id=organisation_id, **belonging)  # type: ignore[misc]  # null is a value here
        return purge_files(organisation_id, files)


def _orphans(kind: str, owner: UUID, keys: dict[UUID, list[str]]) -> int:
    organisation_id, person_id = (owner, None) if kind == ORGANISATIONS else (None, owner)
    with scope.entered(organisation_id, person_id):
        known = set(StoredFile.objects.filter(id__in=keys).values_list("id", flat=True))
    orphans = [key for file_id, of_file in keys.items() if file_id not in known for key in of_file]
    for key in orphans:
        store().remove(key)
    return len(orphans)


def _stored() -> Iterator[tuple[str, UUID, dict[UUID, list[str]]]]:
    """What lies in the store, old enough not to be on its way: (kind, organisation or person, keys by file)."""
    young = timezone.now() - ON_THE_WAY
    for kind in (ORGANISATIONS, PEOPLE):
        found: dict[UUID, dict[UUID, list[str]]] = defaultdict(lambda: defaultdict(list))
        for kept in store().kept(kind):
            _, owner, file_id, _variant = kept.key.split("/")
            if kept.modified_at < young:
                found[UUID(owner)][UUID(file_id)].append(kept.key)
        for owner_id, keys in found.items():
            yield kind, owner_id, keys
