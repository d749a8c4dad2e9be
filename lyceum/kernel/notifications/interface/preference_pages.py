"""What a person is told, and by which ways they can be reached."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound, TooMany, Unavailable
from lyceum.kernel.identity.models import Person
from lyceum.kernel.notifications.actions.device import Subscribed, forget_device, register_device
from lyceum.kernel.notifications.actions.phone import forget_number, give_number, prove_number
from lyceum.kernel.notifications.actions.preference import choose
from lyceum.kernel.notifications.actions.quiet_hours import choose_quiet_hours
from lyceum.kernel.notifications.interface.forms import CodeForm, DeviceForm, NumberForm, QuietForm
from lyceum.kernel.notifications.queries.preference import KindChoices, preferences_of
from lyceum.kernel.notifications.queries.reach import push_key, reach_of, takes_texts


@page(MEMBER, methods=("GET", "POST"))
def preferences(caller: Caller, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _choose(caller, request.POST.get("kind", ""), set(request.POST.getlist("channels")))
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204)
        messages.success(request, _("Your choice is kept."))
        return redirect("notifications:preferences")
    return _shown(caller, request)


@page(MEMBER, methods=("POST",))
def quiet_hours(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = QuietForm(request.POST)
    if form.is_valid():
        try:
            choose_quiet_hours(caller, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error("ends_at", str(refusal.message))
    if form.errors:
        return _shown(caller, request, status=422, quiet_form=form)
    messages.success(request, _("Your hours are kept."))
    return redirect("notifications:preferences")


@page(MEMBER, methods=("POST",))
def devices(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Sent by ``push-switch`` once the browser has agreed."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("This browser does not say how it can be reached."))
    register_device(caller, Subscribed(**form.cleaned_data, user_agent=request.headers.get("User-Agent", "")))
    messages.success(request, _("This device gets notifications from now on."))
    return redirect("notifications:preferences")


@page(MEMBER, methods=("POST",))
def device_removal(caller: Caller, request: HttpRequest, device_id: UUID) -> HttpResponse:
    forget_device(caller, device_id)
    messages.success(request, _("This device gets no more notifications."))
    return redirect("notifications:preferences")


@page(MEMBER, methods=("POST",))
def phone(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            give_number(caller, form.cleaned_data["number"])
        except (Invalid, TooMany, Unavailable) as refusal:
            form.add_error("number", str(refusal.message))
    if form.errors:
        return _shown(caller, request, status=422, number_form=form)
    messages.success(request, _("A code is on its way to your phone."))
    return redirect("notifications:preferences")


@page(MEMBER, methods=("POST",))
def phone_proof(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            prove_number(caller, form.cleaned_data["code"])
        except (Invalid, Conflict, NotFound) as refusal:
            form.add_error("code", str(refusal.message))
    if form.errors:
        return _shown(caller, request, status=422, code_form=form)
    messages.success(request, _("Your number is confirmed."))
    return redirect("notifications:preferences")


@page(MEMBER, methods=("POST",))
def phone_removal(caller: Caller, request: HttpRequest) -> HttpResponse:
    forget_number(caller)
    messages.success(request, _("Your number is forgotten."))
    return redirect("notifications:preferences")


def _choose(caller: Caller, kind: str, wanted: set[str]) -> None:
    """What differs from what stands is chosen; the rest keeps following the default."""
    row = next((row for row in preferences_of(caller) if row.kind == kind), None)
    if row is None:
        raise NotFound(_("There is no such notification."))
    for choice in row.choices:
        if not choice.is_locked and choice.on != (choice.channel in wanted):
            choose(caller, kind, choice.channel, not choice.on)


def _shown(caller: Caller, request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    rows = preferences_of(caller)
    reach = reach_of(caller, Person.objects.values_list("email", flat=True).get(id=caller.person_id))
    content = {
        "open_rows": [row for row in rows if not _is_fixed(row)],
        "fixed_rows": [row for row in rows if _is_fixed(row)],
        "reach": reach,
        "push_key": push_key(),
        "takes_texts": takes_texts(),
        "device_form": DeviceForm(),
        "quiet_form": QuietForm.of(reach.quiet),
        "number_form": NumberForm(),
        "code_form": CodeForm(),
    }
    return render(request, "notifications/preferences.html", content | forms, status=status)


def _is_fixed(row: KindChoices) -> bool:
    return all(choice.is_locked for choice in row.choices)
