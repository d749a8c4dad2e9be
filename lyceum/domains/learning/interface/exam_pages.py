"""Around a path: its exams, its other teachers, what its tutor may do."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.exam import remove_exam, set_exam
from lyceum.domains.learning.actions.path import share_path
from lyceum.domains.learning.actions.policy import set_policy
from lyceum.domains.learning.interface.editor_forms import (
    ANSWERING,
    ExamForm,
    PolicyForm,
    TeacherForm,
    exam_begun,
    policy_begun,
)
from lyceum.domains.learning.interface.forms import kept
from lyceum.domains.learning.queries.path import path_for, taught_path
from lyceum.domains.learning.queries.policy import policy_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

TEACHES = may("learning.teach")


@page(TEACHES, methods=("GET", "POST"))
def exam(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """A new one, or ``?exam=`` one that is there."""
    path = taught_path(caller, path_id)
    found = next((one for one in path.exams.all() if f"{one.id}" == request.GET.get("exam")), None)
    form = ExamForm(path, request.POST or None, initial=exam_begun(found) if found else {"id": new_identifier()})
    if _is_sent(request, form) and kept(form, lambda: set_exam(caller, path_id, form.cleaned_data["id"], form.text)):
        messages.success(request, _("Revisions are steered towards it from now on."))
        return redirect("learning:editor", path_id)
    content = {"form": form, "path": path, "exam": found}
    return render(request, "learning/exam_form.html", content, status=422 if form.errors else 200)


@page(TEACHES, methods=("POST",))
def exam_removal(caller: Caller, request: HttpRequest, path_id: UUID, exam_id: UUID) -> HttpResponse:
    remove_exam(caller, path_id, exam_id)
    messages.success(request, _("Removed. Revisions no longer aim at it."))
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("GET", "POST"))
def teachers(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    form = TeacherForm(caller, path, request.POST or None)
    if _is_sent(request, form) and kept(form, lambda: share_path(caller, path_id, form.person_id)):
        messages.success(request, _("They may change it now, too."))
        return redirect("learning:editor", path_id)
    content = {"form": form, "path": path}
    return render(request, "learning/teacher_form.html", content, status=422 if form.errors else 200)


@page(TEACHES, methods=("GET", "POST"))
def policy(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    path = taught_path(caller, path_id)
    form = PolicyForm(request.POST or None, initial=policy_begun(path))
    if _is_sent(request, form):
        edition = form.cleaned_data["edition"]
        if kept(form, lambda: set_policy(caller, path_id, form.text, edition)):
            messages.success(request, _("The tutor keeps to it from the next question on."))
            return redirect("learning:editor", path_id)
    now = path_for(caller, path_id)
    policy = policy_of(now)
    content = {
        "form": form,
        "path": now,
        "theirs": form.is_bound and f"{form['edition'].value()}" != f"{now.edition}",
        "policy": policy,
        "answering": [(kind in policy.allowed, told) for kind, told in ANSWERING.items()],
    }
    return render(request, "learning/policy_form.html", content, status=422 if form.errors else 200)


def _is_sent(request: HttpRequest, form: Form) -> bool:
    return request.method == "POST" and form.is_valid()
