"""What anybody may find, how it is asked for, and what comes back: the shapes of the catalogue's port.

Coordinates are degrees (WGS 84), distances kilometres, prices whole numbers of a currency's smallest unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

MOST_AT_ONCE = 100
DEEPEST = 10_000  # a listing is for people: nobody reads further, and robots ask for each page


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """One public fact. ``kind`` begins with its room: ``events:event``. ``path`` is kept inside the organisation.

    ``labels``: facet → values ("category" → ["concert"]); a value holds no colon. ``keywords`` are found and not
    shown. Without ``starts_at`` it has no date; past ``ends_at`` it is not found any more.
    """

    kind: str
    object_id: UUID
    title: str
    path: str
    text: str = ""
    language: str = ""
    place: str = ""
    city: str = ""
    organiser: str = ""
    picture: str = ""
    keywords: str = ""
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""
    latitude: float | None = None
    longitude: float | None = None
    price: int | None = None
    currency: str = ""
    left: int | None = None  # None: nobody counts them


@dataclass(frozen=True, slots=True)
class Near:
    """Around a point. ``within`` is None where distance only sorts."""

    latitude: float
    longitude: float
    within: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment, to just before another; open where None."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """``labels``: of each facet, any of these values. ``spans``: named periods to be counted; ``span``: the one wanted.

    ``order``: relevance (by date where nothing is typed) · date · distance (of those that have a place).
    """

    kind: str
    now: datetime
    text: str = ""
    organisation_id: UUID | None = None
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    span: Span | None = None
    near: Near | None = None
    order: str = "relevance"
    offset: int = 0
    limit: int = 24


def is_chosen(wanted: Wanted, labels: Sequence[str], starts_at: datetime | None) -> bool:
    """Whether it has one of the values that were chosen of each facet, and lies in the span."""
    chosen = all(
        any(f"{facet}:{value}" in labels for value in values) for facet, values in wanted.labels.items() if values
    )
    since, until = (wanted.span.since, wanted.span.until) if wanted.span else (None, None)
    late = since is None or (starts_at is not None and starts_at >= since)
    return chosen and late and (until is None or (starts_at is not None and starts_at < until))


@dataclass(frozen=True, slots=True)
class Match:
    """``entry_id``: of the catalogue's row. ``distance``: where something near was asked for and it has a place."""

    entry_id: UUID
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """``facets``: facet → value → how many there would be, the other facets being as they are. ``mended``: what was
    looked for instead of what was typed. ``is_loose``: nothing has all the words; these have some."""

    hits: Sequence[Match] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    spans: Mapping[str, int] = field(default_factory=dict)
    mended: str = ""
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """``sort``: title · place · city · organiser."""

    sort: str
    text: str
    count: int


NAMED = ("title", "place", "city", "organiser")  # in the order in which an entry keeps its names
