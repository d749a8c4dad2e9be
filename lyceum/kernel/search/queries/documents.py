"""What a person may read: documents, and their pages word for word."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.search.models import Document, DocumentVersion, Page
from lyceum.kernel.search.permissions import may_change


def documents_for(caller: Caller, ids: Iterable[UUID] | None = None) -> "QuerySet[Document]":
    """Newest first; of these ids, or all that the caller may read."""
    rows = Document.objects.visible_to(caller).order_by("-id")
    return rows if ids is None else rows.filter(id__in=RawSQL("SELECT unnest(%s::uuid[])", [list(ids)]))


def document_for(caller: Caller, document_id: UUID) -> Document:
    """Raises NotFound alike for what is not there and for what the caller may not read."""
    document: Document | None = documents_for(caller, [document_id]).first()
    if document is None:
        raise NotFound(_("There is no such document."))
    return document


def document_to_change(caller: Caller, document_id: UUID, *, lock: bool = False) -> Document:
    rows = Document.objects.within(caller).filter(id=document_id)
    document: Document | None = (rows.select_for_update() if lock else rows).first()
    if document is None:
        raise NotFound(_("There is no such document."))
    if not may_change(caller, document):
        document_for(caller, document_id)  # whoever may not even read it learns nothing of it
        refuse_unless(False)
    return document


def version_for(caller: Caller, document_id: UUID, number: int = 0) -> DocumentVersion:
    """The version in use, or an older one that something quotes."""
    document = document_for(caller, document_id)
    rows = DocumentVersion.objects.within(caller).filter(document=document, read_at__isnull=False)
    version: DocumentVersion | None = rows.filter(number=number or document.version).first()
    if version is None:
        raise NotFound(_("This document has not been read yet."))
    version.document = document
    return version


def page_text(caller: Caller, document_id: UUID, number: int, version: int = 0) -> Page:
    """One page of a document that the caller may read, word for word."""
    of_version = version_for(caller, document_id, version)
    page: Page | None = Page.objects.within(caller).filter(version=of_version, number=number).first()
    if page is None:
        raise NotFound(_("There is no such page."))
    page.version = of_version
    return page


def pages_within(organisation_id: UUID, document_id: UUID) -> "QuerySet[Page]":
    """All pages of the version in use, for the jobs of a room that makes something of them."""
    number = Document.objects.filter(organisation_id=organisation_id, id=document_id).values("version")
    version = DocumentVersion.objects.filter(document_id=document_id, number__in=number)
    return Page.objects.filter(organisation_id=organisation_id, version__in=version).order_by("number")
