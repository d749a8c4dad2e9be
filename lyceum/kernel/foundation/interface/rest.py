"""What every REST operation shares: forgery check, idempotency keys, pages by cursor, problem details."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.utils import check_csrf

from lyceum.kernel.foundation.models import KeptAnswer
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, Refusal, TooMany

_SAFE = {"GET", "HEAD", "OPTIONS"}


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


def refuse_forgery(request: HttpRequest) -> None:
    """A browser's cookie is not enough to write; a bearer token is (it cannot be sent by another site)."""
    if request.method in _SAFE or getattr(request, "signed_by_token", False):
        return
    if check_csrf(request):
        raise NotAllowed(_("The page is too old, or the request came from another site. Reload and try again."))


def answered_once(caller: Anyone, request: HttpRequest, act: Callable[[], Any]) -> Any:
    """Run ``act`` once per Idempotency-Key and person; a repeat gets the first answer again."""
    key = request.headers.get("Idempotency-Key", "")
    if request.method in _SAFE or not key or not isinstance(caller, Individual):
        return act()
    if len(key) > 255:
        raise Invalid(_("An Idempotency-Key has at most 255 characters."))
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(person_id=caller.person_id, key=key, fingerprint=fingerprint)
            answer = act()
            kept.status, kept.body = _taken_apart(answer)
            kept.save(update_fields=["status", "body"])
            return answer
    except IntegrityError:
        return _answer_again(caller, key, fingerprint)


def _answer_again(caller: Individual, key: str, fingerprint: str) -> Any:
    kept = KeptAnswer.objects.filter(person_id=caller.person_id, key=key).first()
    if kept is None:
        raise Conflict(_("This could not be saved because it conflicts with something else."))
    if kept.fingerprint != fingerprint:
        raise Invalid(_("This Idempotency-Key was used for a different request."), code="idempotency_mismatch")
    answer = JsonResponse(kept.body, status=kept.status or 200, safe=False)
    answer["Idempotent-Replay"] = "true"
    return answer


def _fingerprint(request: HttpRequest) -> str:
    parts = [request.method or "", request.path, request.META.get("SCRIPT_NAME", "")]
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + request.body).hexdigest()


def _taken_apart(answer: Any) -> tuple[int, Any]:
    """(status, JSON body) of whatever an operation returns to django-ninja."""
    if isinstance(answer, tuple):
        status, body = answer
        return status, _as_json(body)
    if isinstance(answer, HttpResponse):
        raise TypeError("an idempotent operation returns a schema, not a response")
    return 200, _as_json(answer)


def _as_json(body: Any) -> Any:
    return body.model_dump(mode="json") if isinstance(body, Schema) else body


class PageOf(Schema):
    """A page of a list. ``next`` is the cursor of the following page, null at the end."""

    items: list[Any]
    next: str | None = None


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
