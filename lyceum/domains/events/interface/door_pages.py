"""The desk at the door: opened once with a network, it works without one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lyceum.domains.events.actions.check_in import settle_conflict
from lyceum.domains.events.permissions import may_check_in
from lyceum.domains.events.queries.door import conflicts_at, counts_of, event_at_door
from lyceum.kernel.foundation.interface.doors import page, refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER


@page(MEMBER)
def door(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = event_at_door(caller, event_id)
    refuse_unless(may_check_in(caller, event.id))
    api = reverse("rest:api-root").rstrip("/")
    content = {"event": event, "api": f"{api}/events/{event.id}", "counts": counts_of(caller, event.id)}
    answer = render(request, "events/door.html", content | {"conflicts": conflicts_at(caller, event.id)})
    answer["X-Keep-Offline"] = "1"
    return answer


@page(MEMBER, methods=("POST",))
def settling(caller: Caller, request: HttpRequest, event_id: UUID, check_in_id: UUID) -> HttpResponse:
    settle_conflict(caller, event_id, check_in_id)
    return redirect("events:door", event_id)
