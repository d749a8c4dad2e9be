"""What the public asks of events, as the catalogue understands it; and what it answers, as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from lyceum.domains.events.queries.published import KIND
from lyceum.domains.events.rules.discovery import periods
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.queries.catalogue import (
    Completion,
    Listed,
    Listing,
    Near,
    Span,
    Wanted,
    completions_for,
    entries_of,
    listing_for,
    neighbours_of,
    point_of,
)

PER_PAGE, MOST_COMPLETED, SHORTEST_TYPED = 24, 8, 2
FACETS = ("category", "price", "spoken", "access", "where", "places")


@dataclass(frozen=True, slots=True)
class Asked:
    """``when``: one of ``rules.discovery.PERIODS``. ``city`` is looked up unless a point is given."""

    text: str = ""
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    when: str = ""
    city: str = ""
    point: tuple[float, float] | None = None
    within: int = 50
    order: str = "relevance"
    page: int = 1
    time_zone: str = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Answered:
    """``is_lost``: the city is none that we know. ``city``: as it is written."""

    listing: Listing
    now: datetime
    city: str = ""
    is_near: bool = False
    is_lost: bool = False


def events_found(caller: Anyone, asked: Asked) -> Answered:
    now = timezone.now().astimezone(ZoneInfo(asked.time_zone))
    city, near = _near(caller, asked)
    spans = {name: Span(*bounds) for name, bounds in periods(now).items()}
    wanted = Wanted(
        KIND,
        now.astimezone(UTC),
        asked.text[:200],
        labels={facet: asked.labels[facet] for facet in FACETS if asked.labels.get(facet)},
        spans=spans,
        span=spans.get(asked.when),
        near=near,
        order="distance" if near and asked.order == "distance" else "date" if asked.order == "date" else "relevance",
        offset=(max(1, asked.page) - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    return Answered(listing_for(caller, wanted), now, city, near is not None, bool(asked.city) and near is None)


def names_found(caller: Anyone, text: str) -> Sequence[Completion]:
    if len(text.strip()) < SHORTEST_TYPED:
        return []
    return completions_for(caller, Wanted(KIND, timezone.now(), text[:80], limit=MOST_COMPLETED))


def similar_events(caller: Anyone, event_id: UUID, most: int = 4) -> Sequence[Listed]:
    """Of the same kind, with the same words, near in place: from where the caller stands."""
    return neighbours_of(caller, KIND, event_id, most)


def all_listed(caller: Anyone, most: int = 10_000) -> Sequence[CatalogueEntry]:
    """For robots: whatever is to come, the soonest first."""
    return entries_of(caller, KIND, most)


def _near(caller: Anyone, asked: Asked) -> tuple[str, Near | None]:
    if asked.point:
        return asked.city, Near(*asked.point, within=asked.within)
    found = point_of(caller, KIND, asked.city[:80]) if asked.city.strip() else None
    return (found[0], Near(*found[1], within=asked.within)) if found else (asked.city, None)
