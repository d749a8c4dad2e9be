"""What is on, for programs: the same question as on the page of events, and the same answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.domains.events.interface.discovery_front import asked_by, asked_of
from lyceum.domains.events.queries.discovery import events_found, similar_events
from lyceum.domains.events.queries.discovery_shown import found_shown
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC

router = Router()


class FoundEvent(Schema):
    """``price``: the lowest, in the smallest unit of its currency; null where it is not sold. ``left``: places, null
    where nobody counts. ``distance``: kilometres from where was asked."""

    id: UUID
    title: str
    text: str
    url: str
    organiser: str
    language: str
    labels: list[str]
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    latitude: float | None
    longitude: float | None
    price: int | None
    currency: str
    left: int | None
    distance: float | None


class FoundEvents(Schema):
    """``facets``: value → how many, of each facet."""

    total: int
    page: int
    facets: dict[str, dict[str, int]]
    events: list[FoundEvent]


@router.get("/events", response=FoundEvents)
@operation(PUBLIC)
def list_events(
    caller: Anyone,
    request: HttpRequest,
    q: str = "",
    city: str = "",
    at: str = "",
    within: int = 50,
    when: str = "",
    order: str = "relevance",
    page: int = 1,
) -> dict[str, Any]:
    """Typos are forgiven; 24 a page. ``at``: "latitude,longitude"; ``within``: kilometres; ``when``: today, tomorrow,
    weekend, week, month; ``order``: relevance, date, distance. Facets as on the page, each as often as wanted:
    ``category``, ``price``, ``spoken``, ``access``, ``where``, ``places``."""
    asked = asked_of(request.GET, asked_by(request))
    listing = events_found(caller, asked).listing
    found = [found_shown(one) for one in listing.entries]
    return {"total": listing.total, "page": asked.page, "facets": listing.facets, "events": found}


@router.get("/events/{uuid:event_id}/similar", response=list[FoundEvent])
@operation(PUBLIC)
def list_similar_events(caller: Anyone, request: HttpRequest, event_id: UUID) -> object:
    return [found_shown(one) for one in similar_events(caller, event_id)]
