"""A person's copy of all that is kept of them, as an archive: asked for here, made by a job."""

import json
import tempfile
import zipfile
from collections import defaultdict
from datetime import timedelta
from typing import IO, Any, cast
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.media.actions.storing import Terms, store_made
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.bytes import pieces_of
from lyceum.kernel.media.rules.contents import ZIP
from lyceum.kernel.media.rules.names import tidy_name
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.privacy.announcements import ExportReady, ExportRequested
from lyceum.kernel.privacy.models import Export
from lyceum.kernel.privacy.queries.copy import Sheet, sheets_of
from lyceum.kernel.privacy.rules.alone import alone

KEPT_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(hours=6)
REQUESTS = {"capacity": 5, "per_seconds": 86_400}


@transaction.atomic
def request_export(caller: Individual) -> Export:
    """One at a time: asking again while one is being made answers that one."""
    Export.objects.filter(
        person_id=caller.person_id, state=Export.State.REQUESTED, created_at__lt=timezone.now() - GIVEN_UP_AFTER
    ).update(state=Export.State.FAILED)
    under_way = Export.objects.filter(person_id=caller.person_id, state=Export.State.REQUESTED).first()
    if under_way:
        return under_way
    spend("privacy.export", str(caller.person_id), **REQUESTS)
    export = Export.objects.create(person_id=caller.person_id)
    announce(alone(caller), ExportRequested(export.id))
    build_export.later(organisation_id=None, export_id=export.id)
    return export


@job(queue="privacy")
def build_export(organisation_id: UUID | None, export_id: UUID) -> None:
    export = Export.objects.select_related("person").filter(id=export_id, state=Export.State.REQUESTED).first()
    if export:
        make_export(_as(export.person), export)


def make_export(caller: Individual, export: Export) -> Export:
    with tempfile.TemporaryFile() as archive, translation.override(caller.language):
        _write(caller, export, archive)
        size = archive.tell()
        archive.seek(0)
        with scope.entered(None, caller.person_id):
            file = _stored(caller, archive, size)
            return _ready(caller, export, file)


def _write(caller: Individual, export: Export, archive: IO[bytes]) -> None:
    by_room: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    chapters: list[tuple[Organisation | None, list[Sheet]]] = []
    places = Organisation.objects.count() + 1
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for done, (place, sheets) in enumerate(sheets_of(caller), 1):
            for sheet in sheets:
                room = sheet.record.model.split(".")[0]
                by_room[room][sheet.record.model] += sheet.rows
                _add_files(packed, sheet)
            if sheets:
                chapters.append((place.organisation, sheets))
            Export.objects.filter(id=export.id).update(percent=95 * done // places)
        for room, models in by_room.items():
            packed.writestr(f"{room}.json", json.dumps(models, cls=_Plain, ensure_ascii=False, indent=1))
        page = {"chapters": chapters, "person": export.person, "made_at": timezone.now()}
        packed.writestr("index.html", render_to_string("privacy/export.html", page))


def _add_files(packed: zipfile.ZipFile, sheet: Sheet) -> None:
    for file in sheet.files:
        with packed.open(f"files/{file.id}/{_fit(file)}", "w", force_zip64=True) as entry:
            for piece in pieces_of(file):
                entry.write(piece)


def _fit(file: StoredFile) -> str:
    return tidy_name(file.name, file.name.rpartition(".")[2])


def _stored(caller: Individual, archive: IO[bytes], size: int) -> StoredFile:
    name = f"lyceum-{timezone.now():%Y-%m-%d}.zip"
    terms = Terms("export", Visibility.PRIVATE, expires_at=timezone.now() + KEPT_FOR)
    return store_made(caller, cast(Any, archive), size, name, ZIP, terms)


@transaction.atomic
def _ready(caller: Individual, export: Export, file: StoredFile) -> Export:
    export.state, export.percent, export.file = Export.State.READY, 100, file
    export.ready_at, export.expires_at = timezone.now(), file.expires_at
    export.save(update_fields=["state", "percent", "file", "ready_at", "expires_at"])
    announce(caller, ExportReady(export.id))
    notify(None, "privacy.export_ready", [caller.person_id], key=export.id, path="/account/privacy/")
    return export


def _as(person: Person) -> Individual:
    return Individual(person.id, person.language, person.time_zone)


class _Plain(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.hex() if isinstance(o, bytes | memoryview) else super().default(o)
