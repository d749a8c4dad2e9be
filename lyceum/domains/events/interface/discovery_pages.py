"""The public finds events: of one organisation behind its name, of all that are public without one."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lyceum.domains.events.interface.discovery_front import (
    CardFront,
    asked_by,
    asked_of,
    card,
    facets,
    item_list,
    kept,
    pages,
    spans,
)
from lyceum.domains.events.interface.discovery_ics import calendar_of
from lyceum.domains.events.interface.discovery_words import CATEGORIES, ORDERS
from lyceum.domains.events.interface.shop.file_pages import sent
from lyceum.domains.events.interface.shop.ics import TYPE
from lyceum.domains.events.queries.discovery import all_listed, events_found, names_found, similar_events
from lyceum.domains.events.queries.discovery_shown import found_shown
from lyceum.domains.events.rules.discovery import DISTANCES
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC

MOST_PAGES = 5  # of the listing in one calendar: 120 events


@page(PUBLIC)
def discovery(caller: Anyone, request: HttpRequest) -> HttpResponse:
    asked = asked_of(request.GET, asked_by(request))
    answered = events_found(caller, asked)
    listing = answered.listing
    cards = [card(listed, CATEGORIES) for listed in listing.entries]
    former, following = pages(request.GET, asked, listing.total)
    content = {
        "asked": asked,
        "answered": answered,
        "listing": listing,
        "cards": cards,
        "facets": list(facets(asked, answered)),
        "spans": spans(asked, answered),
        "orders": [(code, label) for code, label in ORDERS.items() if code != "distance" or answered.is_near],
        "distances": DISTANCES,
        "calendar": f"{absolute(_slug(request), inside('events:listing_calendar'))}?{kept(request.GET)}",
        "former": former,
        "following": following,
        "structured": item_list(cards),
        "is_asked": bool(request.GET.keys() - {"page", "language"}),
    }
    is_part = request.headers.get("HX-Target", "").endswith("found")
    return render(request, "events/_found.html" if is_part else "events/discovery.html", content)


@page(PUBLIC)
def completions(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """Options for the field in which somebody is typing; ``of=city``: only cities."""
    is_city = request.GET.get("of") == "city"
    names = names_found(caller, request.GET.get("city" if is_city else "q", ""))
    shown = [name for name in names if not is_city or name.sort == "city"]
    return render(request, "events/_completions.html", {"names": shown})


@page(PUBLIC)
def similar(caller: Anyone, request: HttpRequest, event_id: UUID) -> HttpResponse:
    return render(request, "events/_similar.html", {"cards": _cards(caller, event_id)})


@page(PUBLIC)
def feed(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """What was asked, as RSS 2.0."""
    asked = asked_of(request.GET, asked_by(request))
    cards = [card(listed, CATEGORIES) for listed in events_found(caller, asked).listing.entries]
    content = {"items": [(one, absolute(one.entry.organisation.slug, one.entry.path)) for one in cards]}
    return render(request, "events/feed.xml", content | {"site": settings.SITE_URL}, content_type="application/rss+xml")


@page(PUBLIC)
def listing_calendar(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """What was asked, by date, for a calendar that subscribes to it."""
    asked = replace(asked_of(request.GET, asked_by(request)), order="date")
    pages = [events_found(caller, replace(asked, page=number)).listing.entries for number in range(1, MOST_PAGES + 1)]
    found = [found_shown(listed) for entries in pages for listed in entries]
    answer = sent(calendar_of(found, asked.text or _("Events")), TYPE, "events.ics")
    answer["Cache-Control"] = "public, max-age=600"
    return answer


@page(PUBLIC)
def listing_sitemap(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """The pages of events for robots, the soonest first."""
    addresses = [absolute(entry.organisation.slug, entry.path) for entry in all_listed(caller)]
    return render(request, "ui/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


def _slug(request: HttpRequest) -> str:
    organisation = request.organisation  # type: ignore[attr-defined]  # set by identity's middleware
    return organisation.slug if organisation else ""


def _cards(caller: Anyone, event_id: UUID) -> list[CardFront]:
    return [card(listed, CATEGORIES) for listed in similar_events(caller, event_id)]
