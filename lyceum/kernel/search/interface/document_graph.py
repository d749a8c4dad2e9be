from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.search.models import Document as Row
from lyceum.kernel.search.queries.documents import document_for, documents_for
from lyceum.kernel.search.queries.reasons import said
from lyceum.kernel.search.queries.retrieval import Found, passages_for

strawberry.type(Found, name="Passage", description="With its citation: characters `start` to `end` of the page.")


@strawberry.type(description="`version` numbers the one in use, 0 for none yet; `why` it was refused, in words.")
class Document:
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

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls(
            id=row.id,
            title=row.title,
            language=row.language,
            state=row.state,
            reason=row.reason,
            why=str(said(row.reason)),
            progress=row.progress,
            expected=row.expected,
            version=row.version,
            created_at=row.created_at,
        )


@resolver(MEMBER)
def documents(caller: Caller, limit: int = 20, after: UUID | None = None) -> list[Document]:
    rows = documents_for(caller)
    rows = rows.filter(id__lt=after) if after else rows
    return [Document.of(row) for row in rows[: max(1, min(limit, 100))]]


@resolver(MEMBER)
def document(caller: Caller, id: UUID) -> Document:
    return Document.of(document_for(caller, id))


@resolver(MEMBER)
def passages(caller: Caller, question: str, document_ids: list[UUID], limit: int = 10) -> list[Found]:
    return passages_for(caller, question, document_ids, max(1, min(limit, 50)))


@strawberry.type
class DocumentQuery:
    documents: list[Document] = strawberry.field(resolver=documents, description="Those you may read, newest first.")
    document: Document = strawberry.field(resolver=document)
    passages: list[Found] = strawberry.field(
        resolver=passages, description="Where these documents speak of a question, best first; each is a citation."
    )
