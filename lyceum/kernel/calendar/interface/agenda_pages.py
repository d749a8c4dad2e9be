"""The agenda: the coming days, one after another."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lyceum.kernel.calendar.queries.agenda import agenda_for, by_day, midnight
from lyceum.kernel.calendar.queries.appointment import waiting_for
from lyceum.kernel.calendar.queries.shown import all_shown
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER

DAYS, WAITING = 14, 20


@page(MEMBER)
def agenda(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Whole, or its days alone when a socket says that something changed."""
    today = timezone.localdate()
    until = today + timedelta(days=DAYS)
    entries = agenda_for(caller, midnight(caller, today), midnight(caller, until))
    content = {
        "days": by_day(caller, entries, today, until),
        "today": today,
        "waiting": all_shown(caller, waiting_for(caller)[:WAITING]),
    }
    is_part = request.headers.get("HX-Target", "").endswith("agenda")
    return render(request, "calendar/_coming.html" if is_part else "calendar/coming.html", content)
