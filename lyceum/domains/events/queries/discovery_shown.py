"""A found event, as programs are given it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lyceum.kernel.foundation.addresses import absolute
from lyceum.kernel.search.queries.catalogue import Listed


@dataclass(frozen=True, slots=True)
class FoundEventView:
    """``price``: the lowest, in the smallest unit of its currency. ``left``: places, null where nobody counts."""

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


def found_shown(listed: Listed) -> FoundEventView:
    entry = listed.entry
    return FoundEventView(
        id=entry.object_id,
        title=entry.title,
        text=entry.text,
        url=absolute(entry.organisation.slug, entry.path),
        organiser=entry.organisation.name,
        language=entry.language,
        labels=list(entry.labels),
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        time_zone=entry.time_zone,
        latitude=entry.latitude,
        longitude=entry.longitude,
        price=entry.price,
        currency=entry.currency,
        left=entry.left,
        distance=listed.distance,
    )
