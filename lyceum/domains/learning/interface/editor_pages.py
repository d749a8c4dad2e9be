"""A teacher's workshop: a path is made, given, ordered, opened and put away."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions import path as paths
from lyceum.domains.learning.actions import step as steps
from lyceum.domains.learning.interface.editor_forms import ANSWERING
from lyceum.domains.learning.interface.forms import PathForm, StepForm, kept, path_begun, step_begun
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.path import path_for, taught_path
from lyceum.domains.learning.queries.policy import policy_of
from lyceum.domains.learning.queries.workshop import (
    documents_to_add,
    exams_of,
    people_on,
    readiness,
    source_lines,
    step_lines,
)
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict

TEACHES = may("learning.teach")
LARGEST_FILE = 100 * 1024 * 1024  # as search reads at most; a browser need not send more


@page(TEACHES, methods=("GET", "POST"))
def new(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = PathForm(caller, request.POST or None, initial={"id": new_identifier(), "language": caller.language})
    if request.method == "POST" and form.is_valid() and kept(form, lambda: _made(caller, form)):
        return redirect("learning:editor", form.cleaned_data["id"])
    return render(request, "learning/path_form.html", {"form": form}, status=422 if form.errors else 200)


@page(TEACHES)
def editor(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    return editor_shown(caller, request, taught_path(caller, path_id))


@page(TEACHES)
def checklist(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """Asked again when a document has been read, a draft been made."""
    return render(request, "learning/_checklist.html", _made_of(caller, taught_path(caller, path_id)))


@page(TEACHES, methods=("GET", "POST"))
def text(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    form = PathForm(caller, request.POST or None, initial=path_begun(path))
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        if kept(form, lambda: paths.edit_path(caller, path_id, form.text, edition)):
            return redirect("learning:editor", path_id)
    now = path_for(caller, path_id)
    content = {"form": form, "path": now, "theirs": _differs(form, now.edition), "people": people_on(caller, now)}
    return render(request, "learning/path_form.html", content, status=422 if form.errors else 200)


@page(TEACHES, methods=("POST",))
def activation(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    try:
        paths.activate_path(caller, path_id)
        messages.success(request, _("Open. Its students are being told."))
    except Conflict as refusal:
        messages.error(request, refusal.message)
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("POST",))
def archive(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    paths.archive_path(caller, path_id)
    messages.success(request, _("Archived. What its students did is kept."))
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("GET", "POST"))
def new_step(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    form = StepForm(path, None, request.POST or None, initial={"id": new_identifier(), "pass_mark": 70})
    if request.method == "POST" and form.is_valid() and kept(form, lambda: steps.add_step(caller, path_id, form.text)):
        return redirect("learning:editor", path_id)
    return render(request, "learning/step_form.html", {"form": form, "path": path}, status=422 if form.errors else 200)


@page(TEACHES, methods=("GET", "POST"))
def step_text(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    step = steps.step_of(path, step_id)
    form = StepForm(path, step, request.POST or None, initial=step_begun(step))
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        if kept(form, lambda: steps.edit_step(caller, path_id, step_id, form.text, edition)):
            return redirect("learning:editor", path_id)
    now = steps.step_of(path, step_id)
    content = {"form": form, "path": path, "step": now, "theirs": _differs(form, now.edition)}
    return render(request, "learning/step_form.html", content, status=422 if form.errors else 200)


@page(TEACHES, methods=("GET", "POST"))
def order(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """``step``: each id in the wanted order (by drag); ``move`` with ``by``: one of them up or down (by button)."""
    path = taught_path(caller, path_id)
    if request.method == "POST":
        try:
            steps.order_steps(caller, path_id, _wanted(path, request))
        except Conflict as refusal:
            messages.error(request, refusal.message)
    if "HX-Request" in request.headers:
        return render(request, "learning/_steps.html", {"path": path, "steps": step_lines(caller, path)})
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("POST",))
def step_removal(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID) -> HttpResponse:
    try:
        steps.remove_step(caller, path_id, step_id)
        messages.success(request, _("Removed."))
    except Conflict as refusal:
        messages.error(request, refusal.message)
    return redirect("learning:editor", path_id)


def editor_shown(
    caller: Caller, request: HttpRequest, path: Path, more: Mapping[str, object] | None = None, status: int = 200
) -> HttpResponse:
    content = {
        **_made_of(caller, path),
        "people": people_on(caller, path),
        "exams": exams_of(caller, path),
        "policy": policy_of(path),
        "answering": [(kind in policy_of(path).allowed, told) for kind, told in ANSWERING.items()],
        "documents": documents_to_add(caller, path)[:100],
        "largest": LARGEST_FILE,
    }
    return render(request, "learning/editor.html", {**content, **(more or {})}, status=status)


def _made_of(caller: Caller, path: Path) -> dict[str, object]:
    lines, found = step_lines(caller, path), source_lines(caller, path)
    return {"path": path, "steps": lines, "sources": found, "ready": readiness(caller, path, lines, found)}


def _wanted(path: Path, request: HttpRequest) -> list[UUID]:
    ids = [f"{step_id}" for step_id in path.steps.values_list("id", flat=True)]
    wanted, moved = request.POST.getlist("step") or ids, request.POST.get("move", "")
    if moved in wanted:
        at, by = wanted.index(moved), request.POST.get("by") or request.GET.get("by")
        to = min(max(at + (-1 if by == "up" else 1), 0), len(wanted) - 1)
        wanted.insert(to, wanted.pop(at))
    try:
        return [UUID(one) for one in wanted]
    except ValueError as fault:
        raise Conflict(_("The steps have changed meanwhile. Look at them again.")) from fault


def _differs(form: PathForm | StepForm, edition: int) -> bool:
    """Somebody else has saved since the form was shown: their version stands beside what was typed."""
    return form.is_bound and f"{form['edition'].value()}" != f"{edition}"


def _made(caller: Caller, form: PathForm) -> object:
    return paths.make_path(caller, form.cleaned_data["id"], form.text)
