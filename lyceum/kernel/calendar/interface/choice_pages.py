"""When one is glad to be asked, and when one is reminded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.availability import set_availability
from lyceum.kernel.calendar.actions.reminding import choose_reminders
from lyceum.kernel.calendar.interface.choice_forms import RemindersForm, WeekForm
from lyceum.kernel.calendar.queries.availability import availability_of, choice_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Invalid


@page(MEMBER, methods=("GET", "POST"))
def choices(caller: Caller, request: HttpRequest) -> HttpResponse:
    said = availability_of(caller, caller.person_id, caller.time_zone)
    form = WeekForm(request.POST or None, initial=WeekForm.begun(said))
    if request.method == "POST" and form.is_valid():
        try:
            set_availability(caller, form.week)
        except Invalid as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Kept. Whoever asks you sees these times first."))
            return redirect("calendar:choices")
    return _choices(caller, request, form, status=422 if form.errors else 200)


@page(MEMBER, methods=("POST",))
def reminders(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = RemindersForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Some fields are not right."))
    choose_reminders(caller, form.cleaned_data["minutes"])
    messages.success(request, _("Kept. It holds for what is agreed already, too."))
    return redirect("calendar:choices")


def _choices(caller: Caller, request: HttpRequest, form: WeekForm, status: int) -> HttpResponse:
    wanted = choice_of(caller, caller.person_id).reminders
    content = {"form": form, "reminders": RemindersForm(initial={"minutes": wanted}), "time_zone": caller.time_zone}
    return render(request, "calendar/choices.html", content, status=status)
