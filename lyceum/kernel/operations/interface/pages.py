"""The operator's pages: how the installation does, its jobs, its feature flags."""

import ipaddress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from prometheus_client import CONTENT_TYPE_LATEST

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR, PUBLIC
from lyceum.kernel.foundation.rules.refusal import Refusal
from lyceum.kernel.identity.actions.service_token import SERVICE_HEADER, service_of
from lyceum.kernel.operations.actions.flag import remove_flag, switch_flag
from lyceum.kernel.operations.actions.job import cancel_job, retry_job
from lyceum.kernel.operations.interface.charts import charts_of
from lyceum.kernel.operations.interface.forms import FlagForm
from lyceum.kernel.operations.interface.metrics import exposition
from lyceum.kernel.operations.interface.words import CHECKS, JOB_STATES, RUNS
from lyceum.kernel.operations.models import Flag
from lyceum.kernel.operations.queries.flag import flags_for
from lyceum.kernel.operations.queries.job import STATUSES, jobs_for, runs_of
from lyceum.kernel.operations.queries.overview import overview
from lyceum.kernel.operations.queries.queue import queue_now

PAGE = 50


@page(PUBLIC)
def metrics(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """For Prometheus on this machine, or with a service token from another. To all others it is not there."""
    if not (_is_local(request) or _is_service(request)):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


@page(OPERATOR)
def health(caller: Individual, request: HttpRequest) -> HttpResponse:
    shown = overview(caller)
    checks = [{"label": CHECKS[check.name], "ok": check.ok} for check in shown.checks]
    names = {"overview": shown, "checks": checks, "charts": charts_of(shown.minutes)}
    return render(request, "operations/health.html", names)


@page(OPERATOR)
def jobs(caller: Individual, request: HttpRequest) -> HttpResponse:
    status, words = request.GET.get("status", ""), request.GET.get("q", "")
    before = request.GET.get("before", "")
    found = list(jobs_for(caller, status, words, int(before) if before.isdecimal() else None)[: PAGE + 1])
    names: dict[str, Any] = {
        "jobs": [_with_state(job) for job in found[:PAGE]],
        "next": found[PAGE - 1].id if len(found) > PAGE else None,
        "choices": _choices(status),
        "status": status,
        "words": words,
    }
    partial = request.headers.get("HX-Target") == "jobs"
    return render(request, "operations/_jobs.html" if partial else "operations/job_list.html", names)


@page(OPERATOR)
def job(caller: Individual, request: HttpRequest, job_id: int) -> HttpResponse:
    found = jobs_for(caller).filter(id=job_id).first()
    if found is None:
        raise Http404
    runs = [{"label": RUNS.get(kind, kind), "at": at} for kind, at in runs_of(caller, job_id)]
    return render(request, "operations/job.html", {"job": _with_state(found), "runs": runs})


@page(OPERATOR, methods=("POST",))
def run(caller: Individual, request: HttpRequest, job_id: int) -> HttpResponse:
    retry_job(caller, job_id)
    messages.success(request, _("The job waits again and will run in a moment."))
    return redirect("operations:job", job_id)


@page(OPERATOR, methods=("POST",))
def cancellation(caller: Individual, request: HttpRequest, job_id: int) -> HttpResponse:
    cancel_job(caller, job_id)
    messages.success(request, _("The job is cancelled."))
    return redirect("operations:job", job_id)


@page(OPERATOR)
def flags(caller: Individual, request: HttpRequest) -> HttpResponse:
    return render(request, "operations/flag_list.html", {"flags": flags_for(caller)})


@page(OPERATOR, methods=("GET", "POST"))
def flag(caller: Individual, request: HttpRequest, code: str = "") -> HttpResponse:
    """A new flag, or what an existing one is: its code then stays."""
    held = _flag(caller, code) if code else None
    form = FlagForm(request.POST or None, initial=_initial(held))
    if held:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        switch_flag(caller, **form.cleaned_data)
        messages.success(request, _("The flag is as you said."))
        return redirect("operations:flags")
    return render(request, "operations/flag.html", {"form": form, "flag": held})


@page(OPERATOR, methods=("POST",))
def flag_removal(caller: Individual, request: HttpRequest, code: str) -> HttpResponse:
    remove_flag(caller, _flag(caller, code))
    messages.success(request, _("The flag is gone; what asked for it is now switched off."))
    return redirect("operations:flags")


def _with_state(job: Any) -> Any:
    job.state = JOB_STATES[job.status]
    return job


def _choices(status: str) -> list[dict[str, Any]]:
    counts = queue_now().by_status
    all_of_them = [{"code": "", "label": _("All"), "count": sum(counts.values()), "is_current": not status}]
    return all_of_them + [
        {"code": code, "label": JOB_STATES[code].label, "count": counts.get(code, 0), "is_current": code == status}
        for code in STATUSES
    ]


def _flag(caller: Individual, code: str) -> Flag:
    found = flags_for(caller).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _initial(held: Flag | None) -> dict[str, Any]:
    return {name: getattr(held, name) for name in FlagForm.base_fields} if held else {}


def _is_local(request: HttpRequest) -> bool:
    """A proxy on this machine speaks for others, and says so."""
    forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-IP"} & {name.title() for name in request.headers}
    try:
        return not forwarded and ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _is_service(request: HttpRequest) -> bool:
    try:
        return bool(service_of(request.headers.get(SERVICE_HEADER, ""), "metrics"))
    except Refusal:
        return False
