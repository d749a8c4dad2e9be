from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.search.interface.document_graph import DocumentQuery
from lyceum.kernel.search.queries.finding import search as find
from lyceum.kernel.search.rules.highlight import Segment

strawberry.type(Segment, name="Segment")


@strawberry.type
class SearchHit:
    kind: str
    object_id: UUID
    path: str
    title: list[Segment]
    excerpt: list[Segment]


@strawberry.type
class SearchFacet:
    kind: str
    count: int


@strawberry.type
class SearchAnswer:
    hits: list[SearchHit]
    facets: list[SearchFacet]
    suggestion: str
    total: int


@resolver(MEMBER)
def search(caller: Caller, text: str, kinds: list[str] | None = None, limit: int = 20) -> SearchAnswer:
    found = find(caller, text, kinds or [], limit)
    return SearchAnswer(
        hits=[
            SearchHit(
                kind=hit.kind,
                object_id=hit.object_id,
                path=hit.path,
                title=list(hit.title),
                excerpt=list(hit.excerpt),
            )
            for hit in found.hits
        ],
        facets=[SearchFacet(kind=kind, count=count) for kind, count in sorted(found.facets.items())],
        suggestion=found.suggestion,
        total=found.total,
    )


@strawberry.type
class Query(DocumentQuery):
    search: SearchAnswer = strawberry.field(resolver=search, description="Only what the caller may see.")
