"""The sources of a question: versions in use of the documents that were named and that the caller may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from lyceum.kernel.foundation.rules.caller import Caller
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
    rows = documents_for(caller, document_ids).filter(
        versions__number=F("version"), versions__organisation_id=caller.organisation_id
    )
    asked = "versions__id id version title language versions__passages versions__words versions__embedded_by".split()
    return [Source(*row) for row in rows.order_by("versions__id").values_list(*asked)]
