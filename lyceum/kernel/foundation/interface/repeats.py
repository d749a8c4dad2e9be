"""A write to the API that carries an Idempotency-Key is done once; a repeat gets the first answer again."""

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.rest import SAFE, problem
from lyceum.kernel.foundation.models import KeptAnswer
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Invalid

Answer = Callable[[HttpRequest], HttpResponse]
LONGEST_KEY = 255


class AnsweredOnce:
    """The key and the act are one transaction: a worker killed in between leaves neither.

    Two at once: the second waits at the unique key until the first has ended. What is refused or fails is not
    kept, so that it may be tried again under the same key.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        caller = request.caller  # type: ignore[attr-defined]  # set by identity's middleware
        repeatable = request.path_info.startswith("/api/") and request.method not in SAFE
        if not (key and repeatable and isinstance(caller, Individual)):
            return self.answer(request)
        if len(key) > LONGEST_KEY:
            return problem(request, Invalid(_("An Idempotency-Key has at most 255 characters.")))
        return self._once(request, KeptAnswer(person_id=caller.person_id, key=key, fingerprint=_fingerprint(request)))

    def _once(self, request: HttpRequest, kept: KeptAnswer) -> HttpResponse:
        with transaction.atomic():
            if not _is_first(kept):
                return _again(request, kept)
            response = self.answer(request)
            if response.status_code >= 400 or response.streaming:
                transaction.set_rollback(True)
                return response
            kept.status, kept.body = response.status_code, response.content.decode()
            kept.save(update_fields=["status", "body"])
            return response


def _is_first(kept: KeptAnswer) -> bool:
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _again(request: HttpRequest, repeat: KeptAnswer) -> HttpResponse:
    first = KeptAnswer.objects.get(person_id=repeat.person_id, key=repeat.key)
    if first.fingerprint != repeat.fingerprint:
        used = Invalid(_("This Idempotency-Key was used for a different request."), code="idempotency_mismatch")
        return problem(request, used)
    answer = HttpResponse(first.body or "", status=first.status, content_type="application/json; charset=utf-8")
    answer["Idempotent-Replay"] = "true"
    return answer


def _fingerprint(request: HttpRequest) -> str:
    parts = [request.method or "", request.get_full_path()]
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + _said(request)).hexdigest()


def _said(request: HttpRequest) -> bytes:
    """An upload is known by its fields, names and sizes: its bytes may be many, its boundary is never the same."""
    if request.content_type != "multipart/form-data":
        return request.body
    files = [(field, file.name, file.size) for field, found in request.FILES.lists() for file in found]
    return repr((sorted(request.POST.lists()), sorted(files))).encode()
