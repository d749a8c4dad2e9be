"""Events as the catalogue of the installation shows them: what anybody may know, and nothing else."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone, translation

from lyceum.domains.events.models import Event, EventState, QuotaType, TicketKind, TicketType
from lyceum.domains.events.models.event import Category
from lyceum.domains.events.rules.discovery import band_of, places_left
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.search.actions.catalogue import PublicEntry

KIND = "events:event"


def public_entries(organisation_id: UUID, event_ids: Iterable[UUID] | None = None) -> Iterator[PublicEntry]:
    """Published, listed, not over; four statements, however many."""
    now = timezone.now()
    rows = Event.objects.filter(organisation_id=organisation_id, state=EventState.PUBLISHED, is_listed=True)
    rows = rows.filter(ends_at__gte=now).select_related("place", "organisation")
    chosen = list(rows if event_ids is None else rows.filter(id__in=list(event_ids)))
    types = TicketType.objects.filter(event__in=chosen, is_hidden=False, is_on_sale=True, kind=TicketKind.TICKET)
    sold: dict[UUID, list[TicketType]] = {}
    for each in types.prefetch_related("price_steps"):
        sold.setdefault(each.event_id, []).append(each)
    counted: dict[UUID, list[QuotaType]] = {}
    for link in QuotaType.objects.filter(ticket_type__event__in=chosen).select_related("quota"):
        counted.setdefault(link.ticket_type_id, []).append(link)
    for event in chosen:
        yield _entry(event, sold.get(event.id, []), counted, now)


def _entry(event: Event, types: list[TicketType], counted: dict[UUID, list[QuotaType]], now: datetime) -> PublicEntry:
    place = event.place
    price = min((_price_now(each, now) for each in types), default=None)
    quotas = [counted.get(each.id, []) for each in types]
    takes = [
        (each.bundle, frozenset(str(link.quota_id) for link in links))
        for each, links in zip(types, quotas, strict=True)
    ]
    left = places_left(takes, {str(link.quota_id): link.quota.left for links in quotas for link in links})
    return PublicEntry(
        KIND,
        event.id,
        event.title,
        f"{inside('events:discovery')}{event.slug}/",
        text=event.summary or event.text,
        language=event.language,
        place=place.name if place else "",
        city=place.city if place else "",
        organiser=event.organisation.name,
        picture=inside("media:file", event.picture_id, "medium") if event.picture_id else "",
        keywords=f"{_words_of(event.category)} {event.text if event.summary else ''}",
        labels=_labels(event, price, left),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        time_zone=event.time_zone,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        price=price,
        currency=event.currency,
        left=left,
    )


def _labels(event: Event, price: int | None, left: int | None) -> dict[str, list[str]]:
    access = {*event.accessible, *(["step_free"] if event.place and event.place.is_accessible else [])}
    return {
        "category": [event.category],
        "spoken": [event.language],
        "price": [] if price is None else [band_of(price, event.currency)],
        "access": sorted(access),
        "where": [*(["online"] if event.is_online else []), *(["place"] if event.place else [])],
        "places": [] if left == 0 or price is None else ["left"],
    }


def _price_now(each: TicketType, now: datetime) -> int:
    """Of the early bird that is still to be had; a price that one chooses begins at its floor."""
    if each.is_free_price:
        return int(each.floor)
    for step in sorted(each.price_steps.all(), key=lambda step: (step.position, step.created_at)):
        if (step.until is None or now < step.until) and (step.first is None or step.taken < step.first):
            return int(step.price)
    return int(each.price)


def _words_of(category: str) -> str:
    """Its name in every language, so that it is found by any."""
    words = []
    for language in ("fr", "en"):
        with translation.override(language):
            words.append(str(Category(category).label))
    return " ".join(words)
