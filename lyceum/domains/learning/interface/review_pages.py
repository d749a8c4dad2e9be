"""Drafts one after another: accepted, rejected, put right, or put back. Made for speed; works without JavaScript."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from lyceum.domains.learning.actions.item import accept_items, reject_items
from lyceum.domains.learning.actions.review import put_back_items
from lyceum.domains.learning.models import State
from lyceum.domains.learning.queries.review import Reviewing, quoted, reviewing
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may

TEACHES = may("learning.teach")
LAST = "learning.decided"  # in the sign-in: what the next "undo" takes back


@page(TEACHES)
def review(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """``?step=``: of one step only; ``?at=``: this one."""
    found = reviewing(caller, path_id, _id(request, "step"), _id(request, "at"))
    return _shown(caller, request, found)


@page(TEACHES, methods=("POST",))
def decision(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """``item``: one, or ``all`` that are shown of a step; ``state``: accepted or rejected. Then comes the next."""
    step_id, item_id = _id(request, "step"), _id(request, "item")
    found = reviewing(caller, path_id, step_id, item_id)
    ids = [item_id] if item_id else found.ids if step_id and "all" in request.POST else []
    accepts = request.POST.get("state") != State.REJECTED
    count = accept_items(caller, path_id, ids) if accepts else reject_items(caller, path_id, ids)
    remember(request, path_id, ids if count else [], State.ACCEPTED if accepts else State.REJECTED)
    _say_of_all(request, len(ids), count)
    return followed(caller, request, path_id, step_id, found.next or found.previous)


@page(TEACHES, methods=("POST",))
def undoing(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """What was decided last waits again, and is shown."""
    last = _last(request, path_id)
    ids = [UUID(one) for one in last.get("ids", ())]
    put_back_items(caller, path_id, ids)
    request.session.pop(LAST, None)
    return followed(caller, request, path_id, _id(request, "step"), ids[0] if ids else None)


def followed(
    caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID | None, at: UUID | None
) -> HttpResponse:
    """The next one: put into the page, or by a page of its own."""
    if is_part(request):
        return _shown(caller, request, reviewing(caller, path_id, step_id, at))
    asked = {name: f"{value}" for name, value in (("step", step_id), ("at", at)) if value}
    return redirect(f"{reverse('learning:review', args=[path_id])}?{urlencode(asked)}")


def is_part(request: HttpRequest) -> bool:
    """A page that the browser goes back to is asked for whole."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def remember(request: HttpRequest, path_id: UUID, ids: list[UUID], state: str) -> None:
    if ids:
        request.session[LAST] = {"path": str(path_id), "ids": [str(one) for one in ids], "state": state}


def _shown(caller: Caller, request: HttpRequest, found: Reviewing) -> HttpResponse:
    as_now = request.GET.get("version") == "now"
    content = {
        "found": found,
        "path": found.path,
        "item": found.item,
        "asks": found.item and found.item.asks,
        "source": found.item and quoted(caller, found.item, as_now=as_now),
        "as_now": as_now,
        "last": _last(request, found.path.id),
    }
    return render(request, "learning/_review.html" if is_part(request) else "learning/review.html", content)


def _last(request: HttpRequest, path_id: UUID) -> dict[str, Any]:
    last = request.session.get(LAST) or {}
    return last if last.get("path") == str(path_id) else {}


def _say_of_all(request: HttpRequest, asked: int, count: int) -> None:
    if asked > 1:
        said = ngettext("%(count)s question accepted.", "%(count)s questions accepted.", count)
        messages.success(request, said % {"count": count})
    if count < asked:
        left = asked - count
        said = ngettext(
            "%(count)s cannot be asked as it is: it waits for you.",
            "%(count)s cannot be asked as they are: they wait for you.",
            left,
        )
        messages.warning(request, said % {"count": left})


def _id(request: HttpRequest, name: str) -> UUID | None:
    """What is no id asks for nothing."""
    try:
        return UUID(request.POST.get(name) or request.GET.get(name) or "")
    except ValueError:
        return None
