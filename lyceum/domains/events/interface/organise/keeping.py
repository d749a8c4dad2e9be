"""What every page of the organiser does with a form: act, or say beside each field why not."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

# Fields of actions that stand in a form under another name.
_CALLED = {"starts_at": "starts", "ends_at": "ends", "doors_at": "doors", "refund_until_hours": "refunds"}


def kept(form: forms.Form, act: Callable[[], object]) -> bool:
    """What the action refuses stands beside its field, and nothing that was typed is lost."""
    try:
        act()
    except (Conflict, Invalid) as refusal:
        for name, faults in refusal.fields.items():
            field = name if name in form.fields else _CALLED.get(name, "")
            form.add_error(field if field in form.fields else None, [str(fault) for fault in faults])
        if not refusal.fields:
            form.add_error(None, str(refusal.message))
        return False
    return True


def shown(request: HttpRequest, template: str, form: forms.Form, content: Mapping[str, Any]) -> HttpResponse:
    return render(request, template, {"form": form, **content}, status=422 if form.errors else 200)


def told(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """For acts of one button: a toast says what came of it."""
    try:
        act()
    except (Conflict, Invalid) as refusal:
        messages.error(
            request, " ".join([str(refusal.message), *(str(f) for fs in refusal.fields.values() for f in fs)])
        )
        return False
    messages.success(request, done)
    return True


def order_wanted(request: HttpRequest, name: str, ids: list[UUID]) -> list[UUID]:
    """``name``: each id in the wanted order (by drag); ``move`` with ``by``: one of them up or down (by button)."""
    wanted, moved = request.POST.getlist(name) or [f"{one}" for one in ids], request.POST.get("move", "")
    if moved in wanted:
        at, by = wanted.index(moved), request.POST.get("by") or request.GET.get("by")
        to = min(max(at + (-1 if by == "up" else 1), 0), len(wanted) - 1)
        wanted.insert(to, wanted.pop(at))
    known = {f"{one}": one for one in ids}
    return [known[one] for one in wanted if one in known]


def back(name: str, event_id: UUID) -> HttpResponse:
    return redirect(f"events:{name}", event_id)
