"""Documents come, are replaced by a newer file, are opened to others, and go."""

from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID

from django.db import transaction

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.media.actions.storing import UPLOADS, Terms, Upload, store_file, store_made
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.file import own_file
from lyceum.kernel.media.rules.names import tidy_name
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.search.actions.reading import read_document
from lyceum.kernel.search.announcements import DocumentAdded, DocumentRemoved
from lyceum.kernel.search.models import Document, DocumentVersion, State
from lyceum.kernel.search.permissions import may_add, may_change
from lyceum.kernel.search.queries.documents import document_to_change
from lyceum.kernel.search.queries.reasons import said
from lyceum.kernel.search.rules.language import LANGUAGES
from lyceum.kernel.search.rules.reading import LARGEST_FILE, Unreadable, format_of, refuse_size


@dataclass(frozen=True, slots=True)
class Cover:
    """``audience``: who may read it beside its owner, or None for nobody yet. ``language``: guessed where not said.

    ``id``: the client's own, so that a repeat is harmless.
    """

    title: str = ""
    audience: Audience | None = None
    language: str = ""
    id: UUID = field(default_factory=new_identifier)


def add_document(caller: Caller, source: Upload | UUID, cover: Cover | None = None) -> Document:
    """``source``: an upload, or the id of a file of the caller's own. It is read by a job, with visible progress."""
    refuse_unless(may_add(caller))
    cover = cover or Cover()
    already: Document | None = Document.objects.within(caller).filter(id=cover.id, owner_id=caller.person_id).first()
    if already:
        return already
    file = _kept(caller, source)
    with transaction.atomic():
        document = Document.objects.create(
            id=cover.id,
            organisation_id=caller.organisation_id,
            owner_id=caller.person_id,
            title=(cover.title.strip() or file.name.rpartition(".")[0] or file.name)[:200],
            language=cover.language if cover.language in LANGUAGES else "",
            audience=_marks(caller, cover.audience),
        )
        announce(caller, DocumentAdded(document.id))
        _begin(document, file)
    return document


def replace_document(caller: Caller, document_id: UUID, source: Upload | UUID) -> Document:
    """A newer file. The version in use stays until this one has been read; citations of it stay true for ever."""
    refuse_unless(may_change(caller, document_to_change(caller, document_id)))
    file = _kept(caller, source)
    with transaction.atomic():
        document = document_to_change(caller, document_id, lock=True)
        announce(caller, DocumentAdded(document.id))
        _begin(document, file)
    return document


def set_audience(organisation_id: UUID, document_ids: list[UUID], audience: Audience) -> None:
    """Who may read them beside their owner, by a room that has asked its own permission; empty is everybody here."""
    Document.objects.filter(organisation_id=organisation_id, id__in=document_ids).update(audience=audience.marks())


@transaction.atomic
def remove_document(caller: Caller, document_id: UUID) -> None:
    """With its pages and passages. The file itself stays its owner's, under *Files*."""
    document = document_to_change(caller, document_id, lock=True)
    announce(caller, DocumentRemoved(document.id))
    push(document.topic, "refresh", id=document.id)
    document.delete()


def _kept(caller: Caller, source: Upload | UUID) -> StoredFile:
    """Refused before it is read where its size or its name already say so."""
    try:
        if isinstance(source, UUID):
            file = own_file(caller, source)
            format_of(file.name)
            refuse_size(file.size)
            return file
        kind = format_of(source.name or "")
        refuse_size(getattr(source, "size", 1))
        if kind == "html":
            return _as_text(caller, source)
    except Unreadable as fault:
        raise Invalid(said(fault.reason), fields={"file": [said(fault.reason)]}, code=fault.reason) from fault
    return store_file(caller, source, Terms("course", Visibility.PRIVATE))


def _as_text(caller: Caller, source: Upload) -> StoredFile:
    """Media keeps no page that a browser would run; as plain text it is harmless, and read all the same."""
    spend("media.store", str(caller.person_id), **UPLOADS)
    body = source.read(LARGEST_FILE + 1)
    refuse_size(len(body))
    terms = Terms("course", Visibility.PRIVATE)
    return store_made(caller, BytesIO(body), len(body), tidy_name(source.name or "", "html"), "text/plain", terms)


def _begin(document: Document, file: StoredFile) -> None:
    newest = document.versions.order_by("-number").first()
    version = DocumentVersion.objects.create(
        organisation_id=document.organisation_id,
        document=document,
        number=newest.number + 1 if newest else 1,
        file=file,
        format=format_of(file.name),
        sha256=file.sha256,
    )
    document.state, document.reason, document.progress, document.expected = State.WAITING, "", 0, 0
    document.save(update_fields=["state", "reason", "progress", "expected"])
    read_document.later(organisation_id=document.organisation_id, version_id=version.id)
    push(document.topic, "refresh", id=document.id)


def _marks(caller: Caller, audience: Audience | None) -> list[str]:
    """An empty array would open it to everyone: nobody yet is its owner alone."""
    return (audience or Audience(person_ids=frozenset({caller.person_id}))).marks()
