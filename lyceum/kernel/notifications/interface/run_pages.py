"""The way that each notification took, for those who look after it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.notifications.actions.resending import resend
from lyceum.kernel.notifications.permissions import FOLLOW
from lyceum.kernel.notifications.queries.pipeline import pipeline_of
from lyceum.kernel.notifications.queries.runs import STATES, DeliveryView, RunView, dead_letters, run_of, runs_of

PAGE = 30


@page(may(FOLLOW))
def runs(caller: Caller, request: HttpRequest) -> HttpResponse:
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    rows = runs_of(caller, kind=kind, state=state)
    if after := after_of(request):
        rows = rows.filter(id__lt=after)
    found = list(rows[: PAGE + 1])
    content = {
        "runs": [RunView.of(row) for row in found[:PAGE]],
        "next": found[PAGE - 1].id if len(found) > PAGE else None,
        "kind": kind,
        "state": state if state in STATES else "",
        "states": [(code, _state_names()[code]) for code in STATES],
        "kinds": registry.notification_kinds().values(),
        "dead": dead_letters(caller).count(),
    }
    return render(request, "notifications/run_list.html", content)


@page(may(FOLLOW))
def run(caller: Caller, request: HttpRequest, run_id: UUID) -> HttpResponse:
    detail = run_of(caller, run_id)
    content = {"run": detail.run, "state_name": _state_names()[detail.run.state], "stages": pipeline_of(caller, detail)}
    return render(request, "notifications/run.html", content)


@page(may(FOLLOW))
def dead(caller: Caller, request: HttpRequest) -> HttpResponse:
    rows = dead_letters(caller)
    if after := after_of(request):
        rows = rows.filter(id__lt=after)
    found = list(rows[: PAGE + 1])
    content = {
        "letters": [DeliveryView.of(row) for row in found[:PAGE]],
        "next": found[PAGE - 1].id if len(found) > PAGE else None,
    }
    return render(request, "notifications/dead_letter_list.html", content)


@page(may(FOLLOW), methods=("POST",))
def resending(caller: Caller, request: HttpRequest) -> HttpResponse:
    """One, or all of them where none is named."""
    named = request.POST.get("delivery", "")
    many = resend(caller, [_uuid(named)] if named else None)
    said = ngettext("%(many)s message is on its way again.", "%(many)s messages are on their way again.", many)
    messages.success(request, said % {"many": many})
    return redirect("notifications:dead_letters")


def _state_names() -> dict[str, str]:
    return {"under_way": _("Under way"), "ended": _("Ended"), "failed": _("Not delivered")}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotFound(_("There is no such message.")) from fault
