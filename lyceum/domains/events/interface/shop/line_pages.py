"""A place in line: the page comes back by itself until it is one's turn, with everything that was chosen."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from lyceum.domains.events.actions.turnstile import await_turn
from lyceum.domains.events.interface.shop.event_pages import seen
from lyceum.domains.events.interface.shop.framing import framed
from lyceum.domains.events.queries.shop import hosts_of
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.domains.events.queries.words import spoken_moment, when_of
from lyceum.domains.events.rules.turnstile import PLACE_FIELD
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC


@page(PUBLIC)
def line(caller: Anyone, request: HttpRequest, slug: str, embedded: bool = False) -> HttpResponseBase:
    _glance, catalogue = seen(caller, slug)
    event = catalogue.event
    chosen = {name: str(value) for name, value in request.GET.items()}
    kept = await_turn(shop_of(caller), event.id, chosen.get(PLACE_FIELD, ""))
    chosen[PLACE_FIELD] = kept.place
    name = "embedded_event" if embedded else "event"
    context: dict[str, Any] = {
        "event": event,
        "when": when_of(event),
        "line": kept,
        "opens": spoken_moment(kept.opens_at, event) if kept.opens_at else "",
        "chosen": chosen,
        "again": f"{request.path}?{urlencode(chosen)}",
        "buying": reverse(f"events:{name}", args=[slug]),
        "embedded": embedded,
        "messages": [],
    }
    answer = render(request, "events/line.html", context)
    answer["Cache-Control"] = "no-store"
    return framed(answer, hosts_of(caller)) if embedded else answer
