"""The plan as owners and teachers see it, and as whoever runs the installation grants it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.plan import choose_plan, grant_plan
from lyceum.kernel.billing.interface.forms import GrantForm
from lyceum.kernel.billing.permissions import may_choose_plan
from lyceum.kernel.billing.queries.plan import PlanView, hosted_plan, offers_for, plan_of
from lyceum.kernel.billing.queries.words import PLAN_WORDS
from lyceum.kernel.billing.rules.plan import GIGABYTE, What
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR, may
from lyceum.kernel.foundation.rules.refusal import Conflict


@page(may("billing.see_plan"))
def plan(caller: Caller, request: HttpRequest) -> HttpResponse:
    offers = offers_for(caller) if may_choose_plan(caller) else []
    return render(request, "billing/plan.html", {"plan": plan_of(caller), "offers": offers})


@page(may("billing.choose_plan"), methods=("POST",))
def choice(caller: Caller, request: HttpRequest) -> HttpResponse:
    code = request.POST.get("plan", "")
    try:
        choose_plan(caller, code)
    except Conflict as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The plan is now “%(plan)s”.") % {"plan": PLAN_WORDS[code].name})
    return redirect("billing:plan")


@page(OPERATOR, methods=("GET", "POST"))
def grant(caller: Individual, request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    organisation, found = hosted_plan(caller, organisation_id)
    form = GrantForm(request.POST or None, initial=_begun(found))
    if form.is_valid():
        chosen = form.cleaned_data
        grant_plan(caller, organisation_id, chosen["plan"], until=chosen["until"], granted=form.granted())
        messages.success(request, _("Granted. Its teachers are being told."))
        return redirect("billing:grant", organisation_id)
    content = {"organisation": organisation, "plan": found, "form": form}
    return render(request, "billing/grant.html", content, status=422 if form.errors else 200)


def _begun(found: PlanView) -> dict[str, object]:
    limits = {usage.what: usage.limit for usage in found.usage if usage.what in found.granted}
    storage = limits.pop(What.STORAGE, None)
    granted = {what.value: limit for what, limit in limits.items()}
    begun: dict[str, object] = {"plan": found.code, "until": found.until, **granted}
    return begun | ({"gigabytes": storage // GIGABYTE} if storage is not None else {})
