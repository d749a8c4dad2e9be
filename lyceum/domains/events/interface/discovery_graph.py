"""What is on, over GraphQL: the same question as on the page of events, and the same answer."""

from urllib.parse import urlencode
from uuid import UUID

import strawberry
from django.http import QueryDict
from django.utils.translation import gettext as _

from lyceum.domains.events.interface.discovery_front import asked_of
from lyceum.domains.events.interface.discovery_words import FACETS
from lyceum.domains.events.queries import discovery_shown as shown
from lyceum.domains.events.queries.discovery import events_found, similar_events
from lyceum.domains.events.rules.clock import is_zone
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Invalid

strawberry.type(shown.FoundEventView, name="FoundEvent")


@strawberry.type
class FoundEvents:
    total: int
    events: list[shown.FoundEventView]


@strawberry.input
class EventSearch:
    """As on the page. ``at``: "latitude,longitude"; ``within``: kilometres; ``time_zone``: of "today"."""

    q: str = ""
    city: str = ""
    at: str = ""
    within: int = 50
    when: str = ""
    order: str = "relevance"
    page: int = 1
    time_zone: str = "Europe/Paris"
    category: list[str] = strawberry.field(default_factory=list)
    price: list[str] = strawberry.field(default_factory=list)
    spoken: list[str] = strawberry.field(default_factory=list)
    access: list[str] = strawberry.field(default_factory=list)
    where: list[str] = strawberry.field(default_factory=list)
    places: list[str] = strawberry.field(default_factory=list)


@resolver(PUBLIC)
def find_events(caller: Anyone, search: EventSearch) -> FoundEvents:
    given = vars(search).copy()
    zone = given.pop("time_zone")
    if not is_zone(zone):
        raise Invalid(_("There is no such time zone."))
    facets = {name: given.pop(name) for name in FACETS}
    listing = events_found(caller, asked_of(QueryDict(urlencode(given | facets, doseq=True)), zone)).listing
    return FoundEvents(total=listing.total, events=[shown.found_shown(one) for one in listing.entries])


@resolver(PUBLIC)
def similar_to_event(caller: Anyone, id: UUID) -> list[shown.FoundEventView]:
    return [shown.found_shown(one) for one in similar_events(caller, id)]


@strawberry.type
class DiscoveryQuery:
    find_events: FoundEvents = strawberry.field(resolver=find_events)
    similar_to_event: list[shown.FoundEventView] = strawberry.field(resolver=similar_to_event)
