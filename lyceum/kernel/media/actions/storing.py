"""``store_file``: examine, hold a place, put the bytes, confirm. The store is never called in a transaction."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Unavailable
from lyceum.kernel.media.actions.examining import Examined, examined
from lyceum.kernel.media.announcements import FileStored
from lyceum.kernel.media.models import State, StoredFile
from lyceum.kernel.media.permissions import may_store
from lyceum.kernel.media.ports import StoreDown, store
from lyceum.kernel.media.rules.contents import PICTURES
from lyceum.kernel.media.rules.purposes import PURPOSES, Purpose
from lyceum.kernel.media.rules.visibility import Visibility

ORIGINAL = "original"
UPLOADS = {"capacity": 60, "per_seconds": 600}


class Upload(Protocol):
    """Django's uploaded file, or anything that reads like it."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What the file is for and who may see it. ``id``: the client's own, so that a repeat is harmless."""

    purpose: str
    visibility: Visibility
    group_ids: Iterable[UUID] = ()
    id: UUID | None = None
    replaces: UUID | None = None
    expires_at: datetime | None = None


def store_file(caller: Individual, upload: Upload, terms: Terms) -> StoredFile:
    """Keep what a person uploads, if it is what it says it is. A repeat with the same id answers the same file."""
    purpose = PURPOSES.get(terms.purpose)
    if purpose is None or purpose.made_here:
        raise Invalid(_("Files are not kept for this purpose."), fields={"purpose": [_("Choose another.")]})
    refuse_unless(may_store(caller, purpose))
    _refuse_visibility(caller, purpose, terms)
    if terms.id and (already := StoredFile.objects.filter(id=terms.id, owner_id=caller.person_id).first()):
        return _again(already)
    spend("media.store", str(caller.person_id), **UPLOADS)
    return _keep(caller, examined(upload, purpose), purpose, terms)


def store_picture(caller: Individual, upload: Upload) -> StoredFile:
    """One that anybody may see: of an event, of a page."""
    return store_file(caller, upload, Terms("illustration", Visibility.PUBLIC))


def store_made(caller: Individual, body: BinaryIO, size: int, name: str, content_type: str, terms: Terms) -> StoredFile:
    """Keep what Lyceum itself has made for a person: trusted, so not examined."""
    digest = hashlib.file_digest(cast(BytesIO, body), "sha256").hexdigest()
    body.seek(0)
    made = Examined(name, content_type, size, digest, {ORIGINAL: body}, {ORIGINAL: size}, 0, 0)
    return _keep(caller, made, PURPOSES[terms.purpose], terms)


def _refuse_visibility(caller: Individual, purpose: Purpose, terms: Terms) -> None:
    if terms.visibility not in purpose.visibilities:
        raise Invalid(_("This kind of file cannot be shown to them."), fields={"visibility": [_("Choose another.")]})
    if terms.visibility == Visibility.GROUPS and not set(terms.group_ids):
        raise Invalid(_("Choose at least one group."), fields={"groups": [_("Choose at least one group.")]})


def _again(file: StoredFile) -> StoredFile:
    if file.state != State.READY:
        raise Conflict(_("This file is still on its way. Try again in a moment."))
    return file


def _keep(caller: Individual, found: Examined, purpose: Purpose, terms: Terms) -> StoredFile:
    file = _held(caller, found, purpose, terms)
    try:
        _put(file, found)
    except StoreDown as fault:
        _released(file)
        raise Unavailable(_("The file could not be kept just now. Nothing was saved; try again.")) from fault
    return _confirmed(caller, file)


def _held(caller: Individual, found: Examined, purpose: Purpose, terms: Terms) -> StoredFile:
    organisation_id = caller.organisation_id if isinstance(caller, Caller) and not purpose.personal else None
    stored_size = sum(found.sizes.values())
    try:
        with transaction.atomic():
            _refuse_beyond_quota(organisation_id, stored_size)
            return StoredFile.objects.create(
                id=terms.id or new_identifier(),
                organisation_id=organisation_id,
                owner_id=caller.person_id,
                purpose=purpose.code,
                name=found.name,
                content_type=found.content_type,
                size=found.size,
                stored_size=stored_size,
                sha256=found.sha256,
                visibility=terms.visibility,
                group_ids=list(terms.group_ids),
                width=found.width,
                height=found.height,
                variants=dict(found.sizes),
                replaces_id=terms.replaces,
                expires_at=terms.expires_at,
            )
    except IntegrityError as fault:
        raise Conflict(_("This file is already there.")) from fault


def _refuse_beyond_quota(organisation_id: UUID | None, more: int) -> None:
    """Counted one at a time per organisation, so that two uploads cannot share the last free place."""
    if organisation_id is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"media.quota:{organisation_id}"])
    if StoredFile.objects.filter(organisation_id=organisation_id).bytes_kept() + more > settings.MEDIA_QUOTA:
        raise Invalid(_("The organisation's storage is full. Delete some files, or ask for more space."), code="full")
    registry.refuse_beyond(organisation_id, "storage", more)


def _put(file: StoredFile, found: Examined) -> None:
    shown = "inline" if file.content_type in PICTURES else "attachment"
    disposition = content_disposition_header(shown == "attachment", file.name) or shown
    for variant, body in found.variants.items():
        store().put(file.key(variant), body, content_type=file.content_type, disposition=disposition)


def _released(file: StoredFile) -> None:
    for key in file.object_keys():
        try:
            store().remove(key)
        except StoreDown:
            break  # the nightly sweep finds what is left
    StoredFile.objects.filter(id=file.id).delete()


def _confirmed(caller: Individual, file: StoredFile) -> StoredFile:
    with transaction.atomic():
        file.state = State.READY
        file.save(update_fields=["state"])
        announce(caller, FileStored(file.id, file.purpose))
    return file
