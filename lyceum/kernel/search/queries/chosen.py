"""The sources of a question: versions in use of the documents that were named and that the caller may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.models import DocumentVersion
from lyceum.kernel.search.queries.documents import documents_for


@dataclass(frozen=True, slots=True)
class Source:
    version_id: UUID
    document_id: UUID
    version: int
    title: str
    language: str
    passages: int
    words: int
    embedded_by: str = ""


def sources_for(caller: Caller, document_ids: Iterable[UUID]) -> list[Source]:
    rows = DocumentVersion.objects.within(caller).filter(
        document__in=documents_for(caller, document_ids), number=F("document__version")
    )
    asked = "id document_id number document__title document__language passages words embedded_by".split()
    return [Source(*row) for row in rows.order_by("id").values_list(*asked)]
