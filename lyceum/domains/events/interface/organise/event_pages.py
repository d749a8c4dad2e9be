"""The organiser's events: the season, a new one, one at a glance, shown to the public, copied."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions import event as events
from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.duplicating import duplicate_event
from lyceum.domains.events.actions.making import make_whole
from lyceum.domains.events.interface.organise.copy_forms import CopyForm
from lyceum.domains.events.interface.organise.event_forms import NewEventForm
from lyceum.domains.events.interface.organise.keeping import back, kept, shown, told
from lyceum.domains.events.interface.organise.sections import sections_of
from lyceum.domains.events.interface.organise.words import MISSING, STATES
from lyceum.domains.events.models import Event, EventState
from lyceum.domains.events.permissions import may_check_in, may_edit, may_make, may_see_figures, may_sell
from lyceum.domains.events.queries.figures import events_counted
from lyceum.domains.events.queries.managed import event_at_work, managed_event
from lyceum.domains.events.queries.organising import (
    dates_in_series,
    event_lines,
    last_used,
    needs_of,
    places_of,
    season,
    type_lines,
)
from lyceum.domains.events.rules.clock import moved
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.queries.organisation import organisation_of

ORGANISES = may("events.edit")


@page(MEMBER)
def organise(caller: Caller, request: HttpRequest) -> HttpResponse:
    """``which``: upcoming, drafts or past; ``words`` of the title."""
    words = request.GET.get("words", "")[:80]
    found = season(caller, request.GET.get("which", "upcoming"), words)
    content = {"season": found, "words": words, "states": STATES, "may_make": may_make(caller)}
    return render(request, "events/organise/season.html", content | {"may_count": events_counted(caller).exists()})


@page(ORGANISES, methods=("GET", "POST"))
def new(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = NewEventForm(places_of(caller), request.POST or None, initial=_begun(caller))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = kept(
            form,
            lambda: make_whole(
                caller, asked["id"], form.text(caller), form.new_place, _("Ticket"), asked["price"], asked["places"]
            ),
        )
        if made:
            return back("managed", asked["id"])
    return shown(request, "events/organise/new.html", form, {})


@page(MEMBER)
def managed(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = event_at_work(caller, event_id)
    lines = dates_in_series(caller, event.series_id) if event.series_id else []
    needs = needs_of(caller, event)
    content = {
        "line": event_lines(caller, [event])[0],
        "needs": needs,
        "first": [MISSING[one] for one in needs.first],
        "better": [MISSING[one] for one in needs.better],
        "types": type_lines(caller, event),
        "dates": lines,
    }
    return render(request, "events/organise/event.html", {**around(caller, event, "managed"), **content})


@page(MEMBER, methods=("POST",))
def publication(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    told(request, lambda: events.publish_event(caller, event_id), _("The public sees it now."))
    return back("managed", event_id)


@page(MEMBER, methods=("POST",))
def removal(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    if told(request, lambda: events.remove_event(caller, event_id), _("The draft is deleted.")):
        return redirect("events:organise")
    return back("managed", event_id)


@page(MEMBER, methods=("POST",))
def cancellation(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    managed_event(caller, event_id)
    done = _("Cancelled. Every order is given back, and everybody is told.")
    told(request, lambda: call_off_event(caller, event_id), done)
    return back("managed", event_id)


@page(MEMBER, methods=("GET", "POST"))
def copy(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    begun = {
        "id": new_identifier(),
        "title": event.title,
        "starts_at": moved(event.starts_at, 7, event.time_zone),
    }
    form = CopyForm(event, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        if kept(form, lambda: duplicate_event(caller, event_id, asked["id"], asked["starts_at"], asked["title"])):
            return back("managed", asked["id"])
    return shown(request, "events/organise/copy.html", form, around(caller, event, "copy"))


def around(caller: Caller, event: Event, here: str) -> dict[str, object]:
    """What the head of each page of one event says."""
    word, tone = STATES[EventState(event.state)]
    sections = sections_of(caller, event)
    return {
        "event": event,
        "here": here,
        "desk": sections,
        "desk_section": next((one for one in sections if one.code == here), None),
        "state_word": word,
        "state_tone": tone,
        "may_edit": may_edit(caller, event.id),
        "may_sell": may_sell(caller, event.id),
        "may_check_in": may_check_in(caller, event.id),
        "may_count": may_see_figures(caller, event.id),
        "is_over": event.ends_at < timezone.now(),
    }


def _begun(caller: Caller) -> dict[str, object]:
    last, zone = last_used(caller), organisation_of(caller).time_zone
    evening: datetime = timezone.now() + timedelta(days=28)
    return {
        "id": new_identifier(),
        "place_id": new_identifier(),
        "day": evening.date(),
        "starts": "20:00",
        "ends": "22:00",
        "time_zone": last.time_zone if last else zone,
        "where": f"{last.place_id}" if last and last.place_id else "new",
        "currency": last.currency if last else "EUR",
        "places": 100,
    }
