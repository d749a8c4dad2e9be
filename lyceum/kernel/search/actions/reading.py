"""``read_document``: a file becomes pages, passages and postings, all at once or not at all, however often it runs."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lyceum.kernel.ai.queries.chain import embedder_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.bytes import pieces_of
from lyceum.kernel.search.actions.embedding import embed_document
from lyceum.kernel.search.actions.keeping import keep_pages
from lyceum.kernel.search.announcements import DocumentRead, DocumentRefused, DocumentRevised
from lyceum.kernel.search.models import Document, DocumentVersion, Embedding, Posting, State
from lyceum.kernel.search.ports import documents
from lyceum.kernel.search.rules.language import language_of
from lyceum.kernel.search.rules.reading import PageText, Reason, Unreadable, refuse_size

_SHOWN_EVERY = 0.5  # seconds between two signs of progress


@job(queue="documents")
def read_document(organisation_id: UUID, version_id: UUID) -> None:
    read_version(organisation_id, version_id)


def read_version(organisation_id: UUID, version_id: UUID) -> None:
    """Nothing is written before the last page has been read: a worker that dies half way leaves nothing to undo."""
    rows = DocumentVersion.objects.filter(organisation_id=organisation_id, id=version_id, read_at=None)
    version: DocumentVersion | None = rows.select_related("document", "file").first()
    if version is None:
        return
    try:
        pages = _read(version)
    except Unreadable as fault:
        _refuse(version, fault.reason)
    else:
        _finish(version, pages)


def _read(version: DocumentVersion) -> list[PageText]:
    if version.file is None:
        raise Unreadable(Reason.MISSING)
    with _on_disk(version.file) as path:
        _show(version, 0, documents().count(path, version.format))
        return list(_shown(documents().pages(path, version.format), lambda done: _show(version, done)))


@contextmanager
def _on_disk(file: StoredFile) -> Iterator[Path]:
    """A copy that another process may open, wherever the store lies."""
    refuse_size(file.size)
    with NamedTemporaryFile(prefix="lyceum-document-") as copy:
        for piece in pieces_of(file):
            copy.write(piece)
        copy.flush()
        if not copy.tell():
            raise Unreadable(Reason.MISSING)
        yield Path(copy.name)


def _shown(pages: Iterator[PageText], show: Callable[[int], None]) -> Iterator[PageText]:
    told = time.monotonic()
    for page in pages:
        yield page
        if time.monotonic() - told >= _SHOWN_EVERY:
            show(page.number)
            told = time.monotonic()


def _show(version: DocumentVersion, done: int, expected: int | None = None) -> None:
    changed: dict[str, object] = {"state": State.READING, "progress": done}
    if expected is not None:
        changed["expected"] = expected
    with transaction.atomic():
        _newest(version).update(**changed)
        push(version.document.topic, "progress", id=version.document_id)


@transaction.atomic
def _finish(version: DocumentVersion, pages: list[PageText]) -> None:
    document = Document.objects.select_for_update().get(id=version.document_id)
    if DocumentVersion.objects.filter(id=version.id, read_at__isnull=False).exists():
        return  # a second worker has been quicker
    document.language = document.language or language_of(" ".join(page.text for page in pages[:50]))
    keep_pages(version, pages, document.language)
    version.read_at = timezone.now()
    version.save(update_fields=["read_at"])
    if version.number > document.version:
        _use(document, version)
    push(document.topic, "refresh", id=document.id)


def _use(document: Document, version: DocumentVersion) -> None:
    """From here on it is this version that is found; the former one only answers for what quotes it."""
    facts = DocumentRevised if document.version else DocumentRead
    for model in (Posting, Embedding):
        model.objects.filter(version__document=document).exclude(version=version).delete()
    document.version = version.number
    if not document.versions.filter(number__gt=version.number).exists():
        document.state, document.reason = State.READY, ""
        document.progress = document.expected = version.pages
    document.save()
    if embedder_of(document.organisation_id):
        embed_document.later(organisation_id=document.organisation_id, once=str(version.id), version_id=version.id)
    announce(Visitor(document.organisation_id), facts(document.id, version.number, version.pages))


@transaction.atomic
def _refuse(version: DocumentVersion, reason: Reason) -> None:
    changed = _newest(version).exclude(state=State.REFUSED)
    if changed.update(state=State.REFUSED, reason=reason.value):
        fact = DocumentRefused(version.document_id, version.number, reason.value)
        announce(Visitor(version.organisation_id), fact)
        push(version.document.topic, "refresh", id=version.document_id)


def _newest(version: DocumentVersion) -> "QuerySet[Document]":
    """The document, as long as no newer file has come: its state speaks of that one."""
    newer = DocumentVersion.objects.filter(document_id=version.document_id, number__gt=version.number)
    return Document.objects.filter(id=version.document_id).exclude(id__in=newer.values("document_id"))
