"""One's agenda as a list, a day, a week and a month; moving what may be moved; the plan of a group."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.interface.agenda_forms import MoveForm
from lyceum.kernel.calendar.queries.agenda import AgendaDay, agenda_for, by_day
from lyceum.kernel.calendar.queries.appointment import waiting_for
from lyceum.kernel.calendar.queries.plan import plan_for
from lyceum.kernel.calendar.queries.shown import all_shown
from lyceum.kernel.calendar.rules.grid import days_between, month_of, timetable
from lyceum.kernel.calendar.rules.plan import drawn
from lyceum.kernel.calendar.rules.view import Stretch, View, stretch_of
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import NotFound, Refusal
from lyceum.kernel.identity.queries.group import group_for, groups_for

WAITING = 20


@page(MEMBER)
def agenda(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Whole, or its days alone when a socket says that something changed."""
    zone = ZoneInfo(caller.time_zone)
    today = timezone.localdate(timezone=zone)
    stretch = stretch_of(_view(request.GET), _day(request.GET.get("on", "")) or today)
    entries = agenda_for(caller, *stretch.instants(zone))
    days = by_day(caller, entries, stretch.shown_from, stretch.shown_to + timedelta(days=1))
    content = {"stretch": stretch, "today": today, "days": days, **_drawing(stretch, days)}
    if request.headers.get("HX-Target", "").endswith("agenda"):
        return render(request, "calendar/_agenda.html", content)
    waiting = all_shown(caller, waiting_for(caller)[:WAITING])
    return render(request, "calendar/agenda.html", content | {"waiting": waiting, "groups": groups_for(caller)})


@page(MEMBER, methods=("GET", "POST"))
def move(caller: Caller, request: HttpRequest) -> HttpResponse:
    """By the form, or by dragging: the same words come."""
    form = MoveForm(request.POST or request.GET)
    mover = registry.mover_of(form.data.get("key", ""))
    if mover is None:
        raise NotFound(_("There is nothing at this address."))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            mover(caller, form.cleaned_data["key"], *form.instants(ZoneInfo(caller.time_zone)))
        except Refusal as refusal:  # said over the form, where another time can be chosen
            form.add_error(None, str(refusal.message))
            status = refusal.status
        else:
            asked = urlencode({"view": _view(request.POST), "on": form.cleaned_data["day"]})
            return redirect(f"{reverse('calendar:agenda')}?{asked}")
    return render(request, "calendar/move.html", {"form": form}, status=status)


@page(MEMBER)
def plan(caller: Caller, request: HttpRequest, group_id: UUID) -> HttpResponse:
    """What a group has before it, drawn over time, with the same as a list."""
    group = group_for(caller, group_id)
    found = drawn(plan_for(caller, group_id), timezone.now())
    return render(request, "calendar/plan.html", {"group": group, "plan": found})


def _drawing(stretch: Stretch, days: list[AgendaDay]) -> dict[str, Any]:
    """A list needs none."""
    shown, entries = days_between(stretch.shown_from, stretch.shown_to), {one.day: one.entries for one in days}
    if stretch.view is View.MONTH:
        return {"weeks": month_of(stretch.first, shown, entries)}
    return {"timetable": timetable(shown, entries)} if stretch.view in {View.DAY, View.WEEK} else {}


def _view(told: QueryDict) -> View:
    asked = told.get("view", "")
    return View(asked) if asked in set(View) else View.LIST


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
