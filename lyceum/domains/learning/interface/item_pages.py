"""Questions by hand: written for a step, put right, taken away. What was typed is never lost."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.item import edit_item, write_item
from lyceum.domains.learning.actions.review import withdraw_items
from lyceum.domains.learning.actions.step import step_of
from lyceum.domains.learning.interface.forms import kept
from lyceum.domains.learning.interface.item_forms import ABOUT, KINDS, ItemForm, item_begun, rows_of
from lyceum.domains.learning.interface.review_pages import followed, is_part, remember
from lyceum.domains.learning.models import Item, State
from lyceum.domains.learning.queries.item import item_for, items_of
from lyceum.domains.learning.queries.path import taught_path
from lyceum.domains.learning.queries.review import quoted, reviewing
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

TEACHES = may("learning.teach")


@page(TEACHES)
def items(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID) -> HttpResponse:
    """What students are asked in a step."""
    path = taught_path(caller, path_id)
    step = step_of(path, step_id)
    accepted = items_of(caller, path_id, step_id, State.ACCEPTED)[:500]
    waiting = Item.objects.within(caller).filter(step=step).to_review().count()
    content = {"path": path, "step": step, "items": accepted, "waiting": waiting, "kinds": KINDS.items()}
    return render(request, "learning/item_list.html", content)


@page(TEACHES, methods=("GET", "POST"))
def new_item(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    step = step_of(path, step_id)
    kind = _kind(request)
    form = ItemForm(kind, request.POST or None, initial={"id": new_identifier(), **_usual(kind)})
    if request.method == "POST" and form.is_valid():
        item_id = form.cleaned_data["id"]
        if kept(form, lambda: write_item(caller, step_id, item_id, form.content)):
            messages.success(request, _("Written: your students may meet it."))
            again = request.POST.get("then") == "another"
            return redirect(
                f"{request.path}?kind={kind}" if again else reverse("learning:items", args=[path_id, step_id])
            )
    content = {"path": path, "step": step, "form": form, "kind": kind, "about": ABOUT[kind], "kinds": KINDS.items()}
    return render(request, "learning/item_new.html", content, status=422 if form.errors else 200)


@page(TEACHES, methods=("GET", "POST"))
def item(caller: Caller, request: HttpRequest, path_id: UUID, item_id: UUID) -> HttpResponse:
    """``?back=review``: it is a draft in hand, and saving it accepts it; else it comes from the list of its step."""
    found = item_for(caller, path_id, item_id)
    asks = found.asks
    begun = {"id": found.id, "edition": found.edition, **item_begun(asks)}
    form = ItemForm(asks.kind, request.POST or None, initial=begun, rows=rows_of(asks))
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        place = reviewing(caller, path_id, _step(request), item_id) if _from_review(request) else None
        if kept(form, lambda: edit_item(caller, item_id, form.content, edition, accept=True)):
            if place is None:
                messages.success(request, _("Saved."))
                return redirect("learning:items", path_id, found.step_id)
            remember(request, path_id, [item_id], State.ACCEPTED)
            return followed(caller, request, path_id, _step(request), place.next or place.previous)
    return _form_shown(caller, request, item_for(caller, path_id, item_id), form)


@page(TEACHES, methods=("POST",))
def withdrawal(caller: Caller, request: HttpRequest, path_id: UUID, item_id: UUID) -> HttpResponse:
    found = item_for(caller, path_id, item_id)
    if withdraw_items(caller, path_id, [item_id]):
        remember(request, path_id, [item_id], State.REJECTED)
        messages.success(request, _("Withdrawn: nobody is asked it any more."))
    return redirect("learning:items", path_id, found.step_id)


def _form_shown(caller: Caller, request: HttpRequest, found: Item, form: ItemForm) -> HttpResponse:
    """After a conflict the other's version stands beside what was typed, which can then be saved over it."""
    seen = form["edition"].value()
    theirs: Content | None = found.asks if f"{seen}" != f"{found.edition}" else None
    content = {
        "path": found.step.path,
        "step": found.step,
        "item": found,
        "form": form,
        "kind": form.kind,
        "theirs": theirs,
        "edition": found.edition,
        "back": "review" if _from_review(request) else "",
        "step_id": _step(request),
        "source": None if is_part(request) else quoted(caller, found),
    }
    status = 422 if form.errors else 200
    if is_part(request):
        answer = render(request, "learning/_item_form.html", content, status=status)
        answer["HX-Retarget"] = "#review_question"
        answer["HX-Reswap"] = "innerHTML"
        return answer
    return render(request, "learning/item.html", content, status=status)


def _kind(request: HttpRequest) -> Kind:
    asked = request.POST.get("kind") or request.GET.get("kind")
    return Kind(asked) if asked in set(Kind) else Kind.SHORT


def _usual(kind: Kind) -> dict[str, object]:
    if kind != Kind.TRUTH:
        return {}
    return {"choice_0": _("True"), "is_right_0": True, "choice_1": _("False")}


def _from_review(request: HttpRequest) -> bool:
    return (request.POST.get("back") or request.GET.get("back")) == "review"


def _step(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("step") or request.GET.get("step") or "")
    except ValueError:
        return None
