"""What every REST operation shares: forgery check, pages by cursor, problem details."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import DataError
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.utils import check_csrf

from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed, Refusal, TooMany

SAFE = {"GET", "HEAD", "OPTIONS"}


class Problem(Schema):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    fields: dict[str, list[str]] = {}
    request_id: str = ""


def problem(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    body = Problem(
        title=refusal.code.replace("_", " "),
        status=refusal.status,
        code=refusal.code,
        detail=str(refusal.message),
        fields={name: [str(message) for message in messages] for name, messages in refusal.fields.items()},
        request_id=getattr(request, "request_id", ""),
    )
    answer = JsonResponse(body.model_dump(), status=refusal.status, content_type="application/problem+json")
    if isinstance(refusal, TooMany):
        answer["Retry-After"] = str(refusal.retry_after)
    return answer


def unfit(error: DataError) -> Invalid:
    """What PostgreSQL cannot hold (a NUL, a number beyond its column) is the sender's mistake, at any door."""
    return Invalid(_("Something here cannot be kept: a character or a number is out of bounds."))


def refuse_forgery(request: HttpRequest) -> None:
    """A browser's cookie is not enough to write; a bearer token is (it cannot be sent by another site).

    Of whoever is not signed in there is nothing to forge: they may do what any program may.
    """
    is_nobody = isinstance(getattr(request, "caller", None), Visitor)
    if request.method in SAFE or getattr(request, "signed_by_token", False) or is_nobody:
        return
    if check_csrf(request):
        raise NotAllowed(
            _("The page is too old, or the request came from another site. Reload and try again."), code="forgery"
        )


def page_of(rows: QuerySet[Any], *, after: UUID | None, limit: int, show: Callable[[Any], Any]) -> dict[str, Any]:
    """Newest first, by key: ids are time-ordered, so that inserts never shift a page."""
    limit = max(1, min(limit, 100))
    ordered = rows.order_by("-id")
    if after:
        ordered = ordered.filter(id__lt=after)
    found = list(ordered[: limit + 1])
    more = len(found) > limit
    items = found[:limit]
    return {"items": [show(row) for row in items], "next": str(items[-1].id) if more else None}
