"""The administrator's pages: the chain, its limits, what was asked and spent."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.ai.actions.allowing import set_allowance
from lyceum.kernel.ai.actions.linking import add_link, change_link, move_link, remove_link
from lyceum.kernel.ai.actions.trying import Trial, try_link
from lyceum.kernel.ai.interface.charts import bars_of
from lyceum.kernel.ai.interface.forms import AllowanceForm, LinkForm, begun, refused
from lyceum.kernel.ai.interface.words import EMBEDDED, FAULTS, SHORT
from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.queries.chain import links_for
from lyceum.kernel.ai.queries.shown import chain_shown
from lyceum.kernel.ai.queries.usage import limits_for, usage_of
from lyceum.kernel.ai.queries.vectors import can_keep_vectors
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

CONFIGURES = may("ai.configure")


@page(CONFIGURES)
def overview(caller: Caller, request: HttpRequest) -> HttpResponse:
    return _overview(caller, request)


@page(CONFIGURES, methods=("GET", "POST"))
def new_link(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST or None, initial={"id": new_identifier()})
    if request.method == "POST" and form.is_valid():
        try:
            add_link(caller, form.cleaned_data["id"], form.choice)
        except (Invalid, Conflict) as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Added. Try it: it will say hello."))
            return redirect("ai:overview")
    return _editor(request, form)


@page(CONFIGURES, methods=("GET", "POST"))
def link(caller: Caller, request: HttpRequest, link_id: UUID) -> HttpResponse:
    held: Link | None = links_for(caller).filter(id=link_id).first()
    if held is None:
        raise NotFound(_("This provider is not in the chain any more."))
    form = LinkForm(request.POST or None, initial=begun(held), held=held)
    if request.method == "POST" and form.is_valid():
        try:
            change_link(caller, link_id, form.choice)
        except Invalid as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("ai:overview")
    return _editor(request, form, held)


@page(CONFIGURES, methods=("POST",))
def removal(caller: Caller, request: HttpRequest, link_id: UUID) -> HttpResponse:
    remove_link(caller, link_id)
    messages.success(request, _("Removed from the chain."))
    return redirect("ai:overview")


@page(CONFIGURES, methods=("POST",))
def position(caller: Caller, request: HttpRequest, link_id: UUID) -> HttpResponse:
    given = request.POST.get("position", "")
    move_link(caller, link_id, int(given) if given.isdecimal() and len(given) < 4 else 0)
    return redirect("ai:overview")


@page(CONFIGURES, methods=("POST",))
def trial(caller: Caller, request: HttpRequest, link_id: UUID) -> HttpResponse:
    tried = try_link(caller, link_id)
    if request.headers.get("HX-Request"):
        return render(request, "ai/_trial.html", {"trial": tried, "fault": FAULTS.get(tried.fault, "")})
    return _overview(caller, request, tried)


@page(CONFIGURES, methods=("GET", "POST"))
def allowance(caller: Caller, request: HttpRequest) -> HttpResponse:
    held = limits_for(caller)
    known = {"monthly_dollars": held.monthly_dollars, "daily_questions": held.daily_questions}
    form = AllowanceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        set_allowance(caller, **form.cleaned_data)
        messages.success(request, _("From now on, these limits hold."))
        return redirect("ai:overview")
    return render(request, "ai/allowance.html", {"form": form, "limits": held}, status=422 if form.errors else 200)


@page(CONFIGURES)
def usage(caller: Caller, request: HttpRequest) -> HttpResponse:
    shown = usage_of(caller, _month(request.GET.get("month", "")))
    failures = [{"failure": failure, "said": FAULTS.get(failure.fault, "")} for failure in shown.failures]
    before = (shown.month.replace(day=1) - date.resolution).replace(day=1)
    names = {"usage": shown, "bars": bars_of(shown.by_day), "failures": failures, "before": before}
    return render(request, "ai/usage.html", names)


def _overview(caller: Caller, request: HttpRequest, tried: Trial | None = None) -> HttpResponse:
    chain = [{"link": link, "name": SHORT[link.vendor]} for link in chain_shown(caller)]
    names: dict[str, Any] = {"chain": chain, "limits": limits_for(caller), "embedded": EMBEDDED}
    embeds = any(entry["link"].embedding_model for entry in chain)
    names |= {"embeds": embeds, "loses_vectors": embeds and not can_keep_vectors()}
    names |= {"is_own": any(entry["link"].id for entry in chain), "tried": tried}
    if tried:
        names |= {"trial": tried, "fault": FAULTS.get(tried.fault, "")}
    return render(request, "ai/overview.html", names)


def _editor(request: HttpRequest, form: LinkForm, held: Link | None = None) -> HttpResponse:
    names = {"form": form, "link": held, "name": SHORT[held.vendor] if held else ""}
    return render(request, "ai/link.html", names, status=422 if form.errors else 200)


def _month(text: str) -> date | None:
    """``2026-11``; anything else is the month that runs."""
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None
