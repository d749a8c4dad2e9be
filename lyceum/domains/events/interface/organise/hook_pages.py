"""Programs of the organiser's own that are told: which, of what, and what became of it."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.hook import keep_hook, remove_hook, renew_secret, repeat_delivery, try_hook
from lyceum.domains.events.interface.organise.hook_forms import HookForm
from lyceum.domains.events.interface.organise.hook_words import DELIVERY_STATES, FAULTS, HEADERS, HOOK_KINDS
from lyceum.domains.events.interface.organise.keeping import kept, shown, told
from lyceum.domains.events.models import DeliveryState, Hook
from lyceum.domains.events.queries.hook import deliveries_of, hook_lines, hook_of
from lyceum.domains.events.queries.organising import events_to_tell_of
from lyceum.domains.events.rules.hook import KINDS
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

ORGANISES = may("events.edit")


@page(ORGANISES, methods=("GET", "POST"))
def hooks(caller: Caller, request: HttpRequest) -> HttpResponse:
    begun = {"id": new_identifier(), "kinds": list(KINDS)}
    form = HookForm(events_to_tell_of(caller), request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        hook_id = form.cleaned_data["id"]
        if kept(form, lambda: keep_hook(caller, hook_id, form.text)):
            messages.success(request, _("Kept. Give its secret to your program, then send a trial."))
            return redirect("events:hook", hook_id)
    lines = [(line, [HOOK_KINDS[kind] for kind in line.hook.kinds]) for line in hook_lines(caller)]
    return shown(request, "events/organise/hooks.html", form, {"hooks": lines})


@page(ORGANISES, methods=("GET", "POST"))
def hook(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    found = hook_of(caller, hook_id)
    begun = {name: getattr(found, name) for name in ("id", "url", "kinds", "event_id", "is_on")}
    form = HookForm(events_to_tell_of(caller, found.event_id), request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid() and kept(form, lambda: keep_hook(caller, hook_id, form.text)):
        messages.success(request, _("Saved."))
        return redirect("events:hook", hook_id)
    return shown(
        request, "events/organise/hook.html", form, {"hook": found, "headers": HEADERS, **_delivered(caller, found)}
    )


@page(ORGANISES)
def deliveries(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    """The list alone, which looks again while something is on its way."""
    found = hook_of(caller, hook_id)
    return render(request, "events/organise/_deliveries.html", {"hook": found, **_delivered(caller, found)})


@page(ORGANISES, methods=("POST",))
def removal(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    told(request, lambda: remove_hook(caller, hook_id), _("Removed: it is told nothing any more."))
    return redirect("events:hooks")


@page(ORGANISES, methods=("POST",))
def secret(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    told(request, lambda: renew_secret(caller, hook_id), _("A new secret. The former one signs too until tomorrow."))
    return redirect("events:hook", hook_id)


@page(ORGANISES, methods=("POST",))
def trial(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    told(request, lambda: try_hook(caller, hook_id), _("The trial is on its way."))
    return redirect("events:hook", hook_id)


@page(ORGANISES, methods=("POST",))
def repeat(caller: Caller, request: HttpRequest, hook_id: UUID, delivery_id: UUID) -> HttpResponse:
    told(request, lambda: repeat_delivery(caller, hook_id, delivery_id), _("On its way once more."))
    return redirect("events:hook", hook_id)


def _delivered(caller: Caller, found: Hook) -> dict[str, Any]:
    rows = deliveries_of(caller, found)
    lines = [
        {
            "delivery": row,
            "kind": HOOK_KINDS.get(row.kind, row.kind),
            "state": DELIVERY_STATES[DeliveryState(row.state)],
            "fault": FAULTS.get(row.fault, ""),
            "body": json.dumps(row.body, indent=2, ensure_ascii=False),
        }
        for row in rows
    ]
    fresh = any(row.state == DeliveryState.WAITING and not row.fault and row.next_at for row in rows)
    return {"deliveries": lines, "is_fresh": fresh}
