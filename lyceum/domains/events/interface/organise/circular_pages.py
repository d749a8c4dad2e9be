"""Letters to those who come: written, counted before they go, and what became of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.circular import send_circular
from lyceum.domains.events.interface.organise.circular_forms import ACCOUNT, CAME, STATES, CircularForm, SegmentForm
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import kept, shown
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.circular import CircularLine, circular_line, circular_lines
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.organising import type_lines
from lyceum.domains.events.queries.segment import Segment, reach_of, segment_from
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER


@page(MEMBER, methods=("GET", "POST"))
def circulars(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    types = [line.type for line in type_lines(caller, event)]
    form = CircularForm(types, request.POST or None, initial={"id": new_identifier()})
    if request.method == "POST" and form.is_valid():
        circular_id = form.cleaned_data["id"]
        if kept(form, lambda: send_circular(caller, event_id, circular_id, form.written)):
            messages.success(request, _("On its way."))
            return redirect("events:circular", event_id, circular_id)
    content = {"circulars": circular_lines(caller, event), "reach": reach_of(caller, event, Segment(), is_change=False)}
    return shown(request, "events/organise/circulars.html", form, {**around(caller, event, "circulars"), **content})


@page(MEMBER, methods=("POST",))
def reach(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """How many it would reach, and how it would read; nothing is sent."""
    event = managed_event(caller, event_id)
    form = SegmentForm([line.type for line in type_lines(caller, event)], request.POST)
    segment = form.segment if form.is_valid() else Segment()
    found = reach_of(caller, event, segment, is_change=form.cleaned_data.get("is_change", False))
    content = {
        "reach": found,
        "subject": request.POST.get("subject", "")[:150],
        "text": request.POST.get("text", "")[:4000],
    }
    return render(request, "events/organise/_reach.html", content)


@page(MEMBER)
def circular(caller: Caller, request: HttpRequest, event_id: UUID, circular_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    line = circular_line(caller, event, circular_id)
    content = {"line": line, "whom": _whom(caller, event, line)}
    return render(request, "events/organise/circular.html", {**around(caller, event, "circulars"), **content})


def _whom(caller: Caller, event: Event, line: CircularLine) -> list[Any]:
    segment = segment_from(line.circular.segment)
    names = [one.type.name for one in type_lines(caller, event) if one.type.id in segment.types]
    chosen = [dict(STATES)[segment.state], *names]  # type: ignore[index]  # the forms' choices are those of the segment
    return [
        *chosen,
        *(dict(words)[value] for words, value in ((CAME, segment.came), (ACCOUNT, segment.account)) if value),
    ]
