"""What the listing of events shows: cards, facets with their counts, and addresses that keep the rest of a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from lyceum.domains.events.interface.discovery_words import FACETS, ICONS, PERIODS, VALUES
from lyceum.domains.events.queries.discovery import PER_PAGE, Answered, Asked
from lyceum.domains.events.rules.discovery import DISTANCES, FEW
from lyceum.kernel.foundation.addresses import absolute, within
from lyceum.kernel.foundation.rules.money import shown
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.queries.catalogue import Listed


@dataclass(frozen=True, slots=True)
class CardFront:
    """``starts_at`` by the clock of its place. ``few``: how many places are left, where that is worth saying."""

    entry: CatalogueEntry
    url: str
    picture: str
    starts_at: datetime | None
    price: str
    is_free: bool
    is_sold_out: bool
    few: int | None
    distance: float | None
    icon: str
    category: Any
    language: str


@dataclass(frozen=True, slots=True)
class Choice:
    facet: str
    value: str
    label: Any
    count: int
    is_chosen: bool


def asked_of(given: QueryDict, time_zone: str) -> Asked:
    """What cannot be read was not asked."""
    labels = {facet: [v for v in given.getlist(facet) if v in VALUES[facet]] for facet in FACETS}
    return Asked(
        text=given.get("q", "").strip(),
        labels={facet: values for facet, values in labels.items() if values},
        when=given.get("when", ""),
        city=given.get("city", "").strip(),
        point=_point(given.get("at", "")),
        within=_whole(given.get("within", ""), 50, DISTANCES[-1]),
        order=given.get("order", "relevance"),
        page=_whole(given.get("page", ""), 1, 400),
        time_zone=time_zone,
    )


def asked_by(request: HttpRequest) -> str:
    """The time zone in which "today" is meant."""
    organisation = request.organisation  # type: ignore[attr-defined]  # set by identity's middleware
    return organisation.time_zone if organisation else "Europe/Paris"


def card(listed: Listed, category_of: Mapping[str, Any]) -> CardFront:
    entry = listed.entry
    slug, category = entry.organisation.slug, next(iter(entry.labelled("category")), "other")
    is_free = entry.price == 0
    return CardFront(
        entry,
        within(slug, entry.path),
        within(slug, entry.picture) if entry.picture else "",
        entry.starts_at.astimezone(ZoneInfo(entry.time_zone or "UTC")) if entry.starts_at else None,
        shown(entry.price, entry.currency, get_language() or "en") if entry.price else "",
        is_free,
        entry.left == 0,
        entry.left if entry.left and entry.left <= FEW else None,
        listed.distance,
        ICONS.get(category, "ticket"),
        category_of.get(category, ""),
        next(iter(entry.labelled("spoken")), ""),
    )


def facets(asked: Asked, answered: Answered) -> Iterator[tuple[str, Any, list[Choice]]]:
    """Values that nothing has are not offered, unless they are chosen."""
    for facet, label in FACETS.items():
        counts, chosen = answered.listing.facets.get(facet, {}), asked.labels.get(facet, [])
        choices = [
            Choice(facet, value, words, counts.get(value, 0), value in chosen)
            for value, words in VALUES[facet].items()
            if counts.get(value) or value in chosen
        ]
        if choices:
            yield facet, label, choices


def spans(asked: Asked, answered: Answered) -> list[Choice]:
    counts = answered.listing.spans
    return [
        Choice("when", name, label, counts.get(name, -1), asked.when == name)
        for name, label in PERIODS.items()
        if not name or counts.get(name) or asked.when == name
    ]


def pages(given: QueryDict, asked: Asked, total: int) -> tuple[str, str]:
    """(former, next), each keeping the question; empty where there is none."""

    def at(page: int) -> str:
        return f"?{'&'.join(part for part in (kept(given), f'page={page}') if part)}"

    return at(asked.page - 1) if asked.page > 1 else "", at(asked.page + 1) if asked.page * PER_PAGE < total else ""


def kept(given: QueryDict) -> str:
    """The question, without the page of its answer."""
    return urlencode([(name, value) for name, values in given.lists() if name != "page" for value in values if value])


def item_list(cards: Sequence[CardFront]) -> dict[str, Any]:
    """https://schema.org/ItemList: search engines follow each to its own page, which says the rest."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "url": absolute(one.entry.organisation.slug, one.entry.path),
            "name": one.entry.title,
        }
        for position, one in enumerate(cards, 1)
    ]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}


def _point(text: str) -> tuple[float, float] | None:
    latitude, comma, longitude = text.partition(",")
    try:
        point = (float(latitude), float(longitude)) if comma else None
    except ValueError:
        return None
    return point if point and abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def _whole(text: str, otherwise: int, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
