"""Yes, no, another time at once, or not at all: one button each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.answering import accept, decline
from lyceum.kernel.calendar.actions.changing import cancel, reschedule
from lyceum.kernel.calendar.interface.forms import TimeForm
from lyceum.kernel.calendar.queries.appointment import appointment_for
from lyceum.kernel.calendar.queries.shown import shown
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound


@page(MEMBER, methods=("POST",))
def acceptance(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    try:
        accept(caller, appointment_id, _slot_id(request))
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Agreed. It stands in both agendas."))
    return redirect("calendar:appointment", appointment_id)


@page(MEMBER, methods=("POST",))
def refusal(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    decline(caller, appointment_id, request.POST.get("words", ""))
    messages.success(request, _("Declined. The other is being told."))
    return redirect("calendar:appointment", appointment_id)


@page(MEMBER, methods=("POST",))
def cancellation(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    cancel(caller, appointment_id, request.POST.get("words", ""))
    messages.success(request, _("Cancelled. The other is being told."))
    return redirect("calendar:appointment", appointment_id)


@page(MEMBER, methods=("GET", "POST"))
def time(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Moved at once, by who leads it."""
    found = appointment_for(caller, appointment_id)
    form = TimeForm(request.POST or None, initial=TimeForm.begun(found))
    if request.method == "POST" and form.is_valid():
        try:
            reschedule(caller, appointment_id, form.span.starts, form.span.ends, form.cleaned_data["words"])
        except (Conflict, Invalid) as refused:
            form.add_error("starts_at", str(refused.message))
        else:
            messages.success(request, _("Moved. The other is being told."))
            return redirect("calendar:appointment", appointment_id)
    content = {"form": form, "appointment": shown(caller, found)}
    return render(request, "calendar/time.html", content, status=422 if form.errors else 200)


def _slot_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("slot", ""))
    except ValueError as fault:
        raise NotFound(_("There is no such time in this appointment.")) from fault
