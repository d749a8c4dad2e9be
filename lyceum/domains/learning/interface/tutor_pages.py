"""The tutor on the page: asked, heard as it speaks, passed on to a teacher, who reads and replies."""

import json
from collections.abc import Iterator
from contextlib import closing
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.asking import Asking, Piece, ask_tutor, whole_answer
from lyceum.domains.learning.actions.replying import pass_on, reply
from lyceum.domains.learning.interface.learner_forms import ReplyForm
from lyceum.domains.learning.models import Exchange
from lyceum.domains.learning.queries.exchanges import exchange_shown, own_exchanges, questions_on
from lyceum.domains.learning.queries.path import studied_path
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Refusal

STUDIES, TEACHES = may("learning.study"), may("learning.teach")
LINES = "application/x-ndjson"


@page(STUDIES, methods=("GET", "POST"))
def tutor(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponseBase:
    """A question is answered as it comes where the page can hear it so, on the next page otherwise."""
    if request.method == "POST":
        asking = _asking(request, path_id)
        return _streamed(caller, request, asking) if _hears(request) else _answered(caller, request, asking)
    path = studied_path(caller, path_id)
    content = {"path": path, "exchanges": own_exchanges(caller, path), "new_id": new_identifier()}
    return render(request, "learning/tutor.html", content)


@page(STUDIES, methods=("POST",))
def passing_on(caller: Caller, request: HttpRequest, path_id: UUID, exchange_id: UUID) -> HttpResponse:
    exchange = pass_on(caller, exchange_id)
    if request.headers.get("HX-Request") or _hears(request):
        return _drawn(caller, request, exchange)
    messages.success(request, _("Passed on. Your teacher’s reply will stand here."))
    return redirect(f"{reverse('learning:tutor', args=[exchange.path_id])}#q-{exchange.id}")


@page(TEACHES)
def exchanges(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """``?student=`` and ``?step=`` narrow what is shown."""
    return _questions(caller, request, path_id, ReplyForm())


@page(TEACHES, methods=("POST",))
def replying(caller: Caller, request: HttpRequest, path_id: UUID, exchange_id: UUID) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _questions(caller, request, path_id, form, exchange_id, 422)
    try:
        exchange = reply(caller, exchange_id, form.cleaned_data["reply"])
    except (Conflict, Invalid) as refusal:
        form.add_error("reply", str(refusal.message))
        return _questions(caller, request, path_id, form, exchange_id, refusal.status)
    messages.success(request, _("Sent. The student is told."))
    return redirect("learning:exchanges", exchange.path_id)


def _questions(
    caller: Caller,
    request: HttpRequest,
    path_id: UUID,
    form: ReplyForm,
    replying_to: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    found = questions_on(caller, path_id, _id(request.GET.get("student")), _id(request.GET.get("step")))
    content = {"questions": found, "path": found.path, "form": form, "replying_to": replying_to}
    return render(request, "learning/exchanges.html", content, status=status)


def _asking(request: HttpRequest, path_id: UUID) -> Asking:
    said = request.POST
    hints = said.get("hints_given", "")
    return Asking(
        id=_id(said.get("id")) or new_identifier(),
        path_id=path_id,
        question=said.get("question", ""),
        step_id=_id(said.get("step_id")),
        item_id=_id(said.get("item_id")),
        attempt_open=said.get("attempt_open") == "true",
        hints_given=int(hints) if hints.isascii() and hints.isdigit() and len(hints) < 4 else 0,
    )


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise Http404 from fault


def _hears(request: HttpRequest) -> bool:
    return LINES in request.headers.get("Accept", "")


def _answered(caller: Caller, request: HttpRequest, asking: Asking) -> HttpResponse:
    try:
        exchange = whole_answer(caller, asking)
    except Invalid as refusal:
        messages.error(request, refusal.message)
        return redirect("learning:tutor", asking.path_id)
    return redirect(f"{reverse('learning:tutor', args=[asking.path_id])}#q-{exchange.id}")


def _streamed(caller: Caller, request: HttpRequest, asking: Asking) -> HttpResponseBase:
    """A line of JSON for each piece; what is refused is refused before the first."""
    try:
        pieces = ask_tutor(caller, asking)
    except Refusal as refusal:
        return JsonResponse({"detail": str(refusal.message), "code": refusal.code}, status=refusal.status)
    answer = StreamingHttpResponse(_lines(caller, request, pieces), content_type=LINES)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Accel-Buffering"] = "no"  # nginx: each word leaves at once
    return answer


def _lines(caller: Caller, request: HttpRequest, pieces: Iterator[Piece]) -> Iterator[str]:
    """Spoken after the request has ended, so that it enters the caller's place and language again by itself."""
    prefix = get_script_prefix()
    with scope.entered(caller.organisation_id, caller.person_id), translation.override(caller.language):
        set_script_prefix(prefix)
        with closing(pieces):  # type: ignore[type-var]  # a generator, which is told when nobody listens any more
            for piece in pieces:
                yield f"{json.dumps(_line(caller, request, piece))}\n"


def _line(caller: Caller, request: HttpRequest, piece: Piece) -> dict[str, object]:
    if piece.exchange:
        return {"id": str(piece.exchange.id), "html": _html(caller, request, piece.exchange)}
    if piece.whole is not None:
        return {"whole": piece.whole}
    return {"interrupted": True} if piece.interrupted else {"text": piece.text}


def _drawn(caller: Caller, request: HttpRequest, exchange: Exchange) -> HttpResponse:
    return HttpResponse(_html(caller, request, exchange))


def _html(caller: Caller, request: HttpRequest, exchange: Exchange) -> str:
    content = {"exchange": exchange_shown(caller, exchange), "path": exchange.path, "is_fresh": True}
    return render_to_string("learning/_exchange.html", content, request)
