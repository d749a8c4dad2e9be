from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.search.actions.documents import Cover, add_document, remove_document, replace_document
from lyceum.kernel.search.models import Document
from lyceum.kernel.search.queries.documents import document_for, documents_for, page_text, version_for
from lyceum.kernel.search.queries.reasons import said
from lyceum.kernel.search.queries.retrieval import Found, passages_for

router = Router()
ADDS = may("search.add_documents")


class DocumentOut(Schema):
    """``state``: waiting, reading, ready or refused (``reason``, in words ``why``); ``progress`` of ``expected`` pages.

    ``version`` numbers the one in use, 0 for none yet.
    """

    id: UUID
    title: str
    language: str
    state: str
    reason: str
    why: str
    progress: int
    expected: int
    version: int
    created_at: datetime


class DocumentsOut(Schema):
    items: list[DocumentOut]
    next: str | None


class CoverIn(Schema):
    title: str = ""
    language: str = ""
    id: UUID | None = None


class PageLabel(Schema):
    number: int
    label: str


class PageOut(PageLabel):
    version: int
    text: str


class PassageOut(Schema):
    document_id: UUID
    version: int
    title: str
    page: int
    label: str
    start: int
    end: int
    heading: str
    text: str
    sha256: str
    score: float


def shown(document: Document) -> dict[str, Any]:
    plain = "id title language state reason progress expected version created_at".split()
    return {name: getattr(document, name) for name in plain} | {"why": str(said(document.reason))}


@router.get("/documents", response=DocumentsOut)
@operation(MEMBER)
def list_documents(caller: Caller, request: HttpRequest, after: UUID | None = None, limit: int = 20) -> dict[str, Any]:
    """Those that you may read, newest first."""
    return page_of(documents_for(caller), after=after, limit=limit, show=shown)


@router.post("/documents", response={201: DocumentOut})
@operation(ADDS)
def post_document(
    caller: Caller, request: HttpRequest, file: File[UploadedFile], cover: Form[CoverIn]
) -> Status[dict[str, Any]]:
    """Yours alone until a path uses it. It is read in the background: follow ``state`` and ``progress``."""
    about = Cover(cover.title, None, cover.language, cover.id or new_identifier())
    return Status(201, shown(add_document(caller, file, about)))


@router.get("/documents/passages", response=list[PassageOut])
@operation(MEMBER)
def list_passages(
    caller: Caller,
    request: HttpRequest,
    q: str,
    document_id: Annotated[list[UUID], Query(default_factory=list)],
    limit: int = 10,
) -> list[Found]:
    """Where these documents speak of a question, best first; each answer is a citation."""
    return passages_for(caller, q, document_id, max(1, min(limit, 50)))


@router.get("/documents/{uuid:document_id}", response=DocumentOut)
@operation(MEMBER)
def get_document(caller: Caller, request: HttpRequest, document_id: UUID) -> dict[str, Any]:
    return shown(document_for(caller, document_id))


@router.post("/documents/{uuid:document_id}/versions", response={201: DocumentOut})
@operation(ADDS)
def post_version(
    caller: Caller, request: HttpRequest, document_id: UUID, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """A newer file; the version in use stays until this one has been read."""
    return Status(201, shown(replace_document(caller, document_id, file)))


@router.delete("/documents/{uuid:document_id}", response={204: None})
@operation(ADDS)
def delete_document(caller: Caller, request: HttpRequest, document_id: UUID) -> Status[None]:
    remove_document(caller, document_id)
    return Status(204, None)


@router.get("/documents/{uuid:document_id}/pages", response=list[PageLabel])
@operation(MEMBER)
def list_pages(caller: Caller, request: HttpRequest, document_id: UUID, version: int = 0) -> list[dict[str, Any]]:
    """Numbers and labels: a page of a PDF, a slide, or the section under a heading."""
    pages = version_for(caller, document_id, version).page_set.order_by("number")
    return [{"number": number, "label": label} for number, label in pages.values_list("number", "label")]


@router.get("/documents/{uuid:document_id}/pages/{int:number}", response=PageOut)
@operation(MEMBER)
def get_page(caller: Caller, request: HttpRequest, document_id: UUID, number: int, version: int = 0) -> dict[str, Any]:
    """Word for word: citations count characters in ``text``."""
    page = page_text(caller, document_id, number, version)
    return {"number": page.number, "label": page.label, "version": page.version.number, "text": page.text}
