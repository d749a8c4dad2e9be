"""A teacher's workshop: a path is made, given, ordered, opened and put away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions import path as paths
from lyceum.domains.learning.actions import step as steps
from lyceum.domains.learning.interface.forms import PathForm, StepForm, kept, path_begun, step_begun
from lyceum.domains.learning.queries.path import path_for, students_of, taught_path
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict

TEACHES = may("learning.teach")


@page(TEACHES, methods=("GET", "POST"))
def new(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = PathForm(caller, request.POST or None, initial={"id": new_identifier(), "language": caller.language})
    if request.method == "POST" and form.is_valid() and kept(form, lambda: _made(caller, form)):
        return redirect("learning:editor", form.cleaned_data["id"])
    return render(request, "learning/path_form.html", {"form": form}, status=422 if form.errors else 200)


@page(TEACHES)
def editor(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    content = {"path": path, "steps": path.steps.all(), "students": students_of(caller, path).count()}
    return render(request, "learning/editor.html", content)


@page(TEACHES, methods=("GET", "POST"))
def text(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    form = PathForm(caller, request.POST or None, initial=path_begun(path))
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        if kept(form, lambda: paths.edit_path(caller, path_id, form.text, edition)):
            return redirect("learning:editor", path_id)
    content = {"form": form, "path": path_for(caller, path_id)}
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
    content = {"form": form, "path": path, "step": steps.step_of(path, step_id)}
    return render(request, "learning/step_form.html", content, status=422 if form.errors else 200)


@page(TEACHES, methods=("POST",))
def order(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """``step``: each id in the wanted order (by drag), or ``move`` with ``by`` (by button)."""
    path = taught_path(caller, path_id)
    wanted = [UUID(value) for value in request.POST.getlist("step")] or _moved(path, request)
    try:
        steps.order_steps(caller, path_id, wanted)
    except Conflict as refusal:
        messages.error(request, refusal.message)
    content = {"path": path, "steps": path.steps.all()}
    if request.headers.get("HX-Request"):
        return render(request, "learning/_steps.html", content)
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("POST",))
def step_removal(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID) -> HttpResponse:
    try:
        steps.remove_step(caller, path_id, step_id)
        messages.success(request, _("Removed."))
    except Conflict as refusal:
        messages.error(request, refusal.message)
    return redirect("learning:editor", path_id)


def _moved(path: object, request: HttpRequest) -> list[UUID]:
    ids = [step.id for step in path.steps.all()]  # type: ignore[attr-defined]
    at = next((n for n, one in enumerate(ids) if str(one) == request.POST.get("move")), None)
    if at is not None:
        to = min(max(at + (-1 if request.POST.get("by") == "up" else 1), 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
    return ids


def _made(caller: Caller, form: PathForm) -> object:
    return paths.make_path(caller, form.cleaned_data["id"], form.text)
