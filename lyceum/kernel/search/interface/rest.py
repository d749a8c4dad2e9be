from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.search.interface.document_rest import router as document_router
from lyceum.kernel.search.queries.finding import Found, search

router = Router()
router.add_router("", document_router)


class SegmentOut(Schema):
    text: str
    marked: bool


class HitOut(Schema):
    kind: str
    object_id: UUID
    path: str
    title: list[SegmentOut]
    excerpt: list[SegmentOut]


class FoundOut(Schema):
    hits: list[HitOut]
    facets: dict[str, int]
    suggestion: str
    total: int


@router.get("/search", response=FoundOut)
@operation(MEMBER)
def find(
    caller: Caller,
    request: HttpRequest,
    q: str,
    kind: Annotated[list[str], Query(default_factory=list)],
    limit: int = 20,
) -> Found:
    """Only what the caller may see. `suggestion` is a title close to what was typed, when nothing equals it."""
    return search(caller, q, kind, limit)
