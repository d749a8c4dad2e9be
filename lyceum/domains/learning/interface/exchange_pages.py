"""In and out: questions from a file, questions and results as files, people and classes from a school's list."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect

from lyceum.domains.learning.actions.enrolling import Enrolled, enrol
from lyceum.domains.learning.actions.exporting import File, export_questions, export_results, export_statements
from lyceum.domains.learning.actions.importing import Arrival, import_items
from lyceum.domains.learning.interface.exchange_forms import FORMATS, ImportForm, PeriodForm, RosterForm
from lyceum.domains.learning.permissions import may_change
from lyceum.domains.learning.queries.exports import outgoing
from lyceum.domains.learning.queries.imports import MOST_BYTES, incoming
from lyceum.domains.learning.queries.learner import today_of
from lyceum.domains.learning.queries.path import path_for, taught_path
from lyceum.domains.learning.queries.reasons import Loss
from lyceum.domains.learning.queries.results import results as results_of
from lyceum.domains.learning.queries.rosters import MOST_BYTES as LARGEST_ROSTER
from lyceum.domains.learning.queries.rosters import Fate, Plan, roster_plan
from lyceum.domains.learning.queries.statements import Period
from lyceum.domains.learning.rules.formats.detecting import Format
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

TEACHES, OPENS, ENROLS = may("learning.teach"), may("learning.open"), may("learning.enrol")
_SHOWN = 100


@page(TEACHES, methods=("GET", "POST"))
def import_questions(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """First what would be kept and what not, nothing written; then, when confirmed, all that was kept."""
    path = taught_path(caller, path_id)
    begun = {"id": new_identifier(), "step": request.GET.get("step", "")}
    form = ImportForm(path, request.POST or None, request.FILES or None, initial=begun)
    context: dict[str, Any] = {"form": form, "path": path, "largest": MOST_BYTES}
    if not form.is_valid():
        return render(request, "learning/import.html", context, status=422 if form.errors else 200)
    asked = form.cleaned_data
    if "confirmed" in request.POST:
        arrival = Arrival(asked["id"], asked["accept"])
        count = import_items(caller, path_id, UUID(asked["step"]), arrival, asked["file"]).count
        messages.success(request, _arrived(count, asked["accept"]))
        return _gone(request, reverse("learning:editor", args=[path_id]))
    found = incoming(caller, path_id, UUID(asked["step"]), asked["file"])
    context |= {"found": found, "items": found.items[:_SHOWN], "hidden": max(0, len(found.items) - _SHOWN)}
    context |= {"left_out": found.left_out[:_SHOWN], "without": Loss.counted(found.without), "accept": asked["accept"]}
    return _fragment(request, "learning/import.html", "learning/_import_preview.html", context)


@page(OPENS)
def export(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """Every format with what it cannot say; a student's own deck is the only one of theirs."""
    path = path_for(caller, path_id)
    teaches = may_change(caller, path)
    formats = FORMATS if teaches else [one for one in FORMATS if one.format == Format.ANKI]
    chosen = request.GET.get("format", "")
    wanted = next((one for one in formats if one.format == chosen), formats[0])
    found = outgoing(caller, path_id, wanted.format)
    content = {
        "path": path,
        "teaches": teaches,
        "formats": formats,
        "chosen": wanted,
        "found": found,
        "losses": Loss.counted(found.said.dropped),
        "period": PeriodForm(),
    }
    return render(request, "learning/export.html", content)


@page(OPENS)
def download(caller: Caller, request: HttpRequest, path_id: UUID, format: str) -> HttpResponse:
    return sent(export_questions(caller, path_id, format))


@page(OPENS)
def statements(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """xAPI, one statement a line."""
    form = PeriodForm(request.GET)
    days: dict[str, date | None] = form.cleaned_data if form.is_valid() else {}
    return sent(export_statements(caller, path_id, Period(days.get("since"), days.get("until"))))


@page(TEACHES)
def results(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """On paper as on the screen."""
    found = results_of(caller, path_id)
    return render(request, "learning/results.html", {"results": found, "path": found.path, "today": today_of(caller)})


@page(TEACHES)
def results_file(caller: Caller, request: HttpRequest, path_id: UUID, format: str) -> HttpResponse:
    return sent(export_results(caller, path_id, format))


@page(ENROLS, methods=("GET", "POST"))
def roster(caller: Caller, request: HttpRequest) -> HttpResponse:
    """First every line with what would become of it; then, when confirmed, all of it or nothing."""
    form = RosterForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "largest": LARGEST_ROSTER}
    if not form.is_valid():
        return render(request, "learning/roster.html", context, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    if "confirmed" in request.POST:
        done = enrol(caller, file, leave_out_faulty="leave_out_faulty" in request.POST)
        messages.success(request, _enrolled(done))
        return _gone(request, reverse("learning:roster"))
    plan = roster_plan(caller, file)
    return _fragment(request, "learning/roster.html", "learning/_roster_preview.html", context | _of_plan(plan))


def sent(file: File) -> HttpResponse:
    """As a file to keep."""
    answer = HttpResponse(file.body, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _of_plan(plan: Plan) -> dict[str, Any]:
    ready = plan.of(Fate.INVITED, Fate.INVITED_AGAIN, Fate.PLACED)
    entries = [*plan.faulty, *ready]
    return {
        "plan": plan,
        "ready": ready,
        "invited": plan.of(Fate.INVITED, Fate.INVITED_AGAIN),
        "faults": len(plan.faulty) + len(plan.dropped),
        "there": len(plan.of(Fate.THERE)),
        "entries": entries[:_SHOWN],
        "hidden": max(0, len(entries) - _SHOWN),
        "dropped": plan.dropped[:_SHOWN],
    }


def _fragment(request: HttpRequest, whole: str, part: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, part if request.headers.get("HX-Request") else whole, context)


def _gone(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.headers.get("HX-Request") else redirect(address)


def _arrived(count: int, accepted: bool) -> str:
    if not count:
        return _("These questions are all there already.")
    if accepted:
        said = ngettext("%(count)s question is in the step.", "%(count)s questions are in the step.", count)
    else:
        said = ngettext("%(count)s question awaits you.", "%(count)s questions await you.", count)
    return said % {"count": count}


def _enrolled(done: Enrolled) -> str:
    if not (done.classes or done.invited or done.placed):
        return _("Everybody is there already.")
    parts = [
        ngettext("%(count)s class made", "%(count)s classes made", done.classes) % {"count": done.classes},
        ngettext("%(count)s person invited", "%(count)s people invited", done.invited) % {"count": done.invited},
        ngettext("%(count)s member placed", "%(count)s members placed", done.placed) % {"count": done.placed},
    ]
    return " · ".join(parts)
