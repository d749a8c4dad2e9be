"""Ask somebody for an appointment, or propose other times: whom, about what, when."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.changing import counter, other_member
from lyceum.kernel.calendar.actions.proposing import propose
from lyceum.kernel.calendar.interface.forms import ProposalForm, TimesForm
from lyceum.kernel.calendar.interface.openings import Week, week_of
from lyceum.kernel.calendar.queries.appointment import appointment_for
from lyceum.kernel.calendar.queries.availability import member_to_meet
from lyceum.kernel.calendar.queries.people import people_to_meet
from lyceum.kernel.calendar.queries.shown import shown
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

MOST_PEOPLE = 40


@page(MEMBER)
def people(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Whom? What stands in the address (what it is about) goes along."""
    search = request.GET.get("q", "")[:100]
    found = list(people_to_meet(caller, search)[: MOST_PEOPLE + 1])
    carried = request.GET.copy()
    carried.pop("q", None)
    content = {
        "people": found[:MOST_PEOPLE],
        "more": len(found) > MOST_PEOPLE,
        "search": search,
        "carried": carried.urlencode(),
    }
    return render(request, "calendar/people.html", content)


@page(MEMBER, methods=("GET", "POST"))
def new(caller: Caller, request: HttpRequest, person_id: UUID) -> HttpResponse:
    other = member_to_meet(caller, person_id)
    asked = {name: request.GET[name] for name in ("about_kind", "about_id", "title") if name in request.GET}
    form = ProposalForm(request.POST or None, initial={"id": new_identifier(), **asked})
    if _is_sent(request) and form.is_valid():
        try:
            made = propose(caller, form.cleaned_data["id"], form.proposal_to(person_id))
        except (Invalid, Conflict) as refused:
            _explain(form, refused)
        else:
            messages.success(request, _("Proposed. You are told as soon as there is an answer."))
            return redirect("calendar:appointment", made.id)
    card = _card(caller, form)
    content = {"form": form, "other": other, "about": card, "week": _week(caller, request, form, person_id)}
    return render(request, "calendar/proposal.html", content, status=_status(request, form))


@page(MEMBER, methods=("GET", "POST"))
def times(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Other times for an appointment that is proposed or accepted."""
    found = appointment_for(caller, appointment_id)
    other = other_member(caller, found)
    form = TimesForm(request.POST or None, initial={"id": new_identifier()})
    if _is_sent(request) and form.is_valid():
        try:
            counter(caller, found.id, form.spans, form.cleaned_data["words"], turn_id=form.cleaned_data["id"])
        except (Invalid, Conflict) as refused:
            _explain(form, refused)
        else:
            messages.success(request, _("Proposed. You are told as soon as there is an answer."))
            return redirect("calendar:appointment", found.id)
    week = _week(caller, request, form, other.person_id)
    content = {"form": form, "other": other, "appointment": shown(caller, found), "week": week}
    return render(request, "calendar/times.html", content, status=_status(request, form))


def _is_sent(request: HttpRequest) -> bool:
    """Not only asked to show another week or another length."""
    return request.method == "POST" and "look" not in request.POST


def _status(request: HttpRequest, form: TimesForm) -> int:
    return 422 if _is_sent(request) and form.errors else 200


def _week(caller: Caller, request: HttpRequest, form: TimesForm, person_id: UUID) -> Week:
    asked = request.POST.get("look") or request.POST.get("week") or request.GET.get("week", "")
    week = week_of(caller, person_id, _day(asked), form.length, form.chosen)
    if asked or week.days:
        return week
    return week_of(caller, person_id, _day(week.after), form.length, form.chosen)  # at a weekend, the week to come


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = timezone.localdate()
    today = timezone.localdate()
    return min(max(day, today), today + timedelta(days=360))


def _explain(form: TimesForm, refused: Invalid | Conflict) -> None:
    fields: dict[str, Any] = {name: said for name, said in refused.fields.items() if name in form.fields}
    if not fields:
        form.add_error(None, str(refused.message))
    for name, said in fields.items():
        form.add_error(name, [str(one) for one in said])


def _card(caller: Caller, form: ProposalForm) -> object:
    kind, thing = form["about_kind"].value(), form["about_id"].value()
    try:
        return registry.card_of(caller, str(kind), UUID(str(thing))) if kind and thing else None
    except ValueError:
        return None
