"""What anybody may find: of the organisation in whose address they stand, or of all that are public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import structlog
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Avg, Q
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.ports import FinderUnavailable, finder
from lyceum.kernel.search.queries.meaning import nearest_in_meaning
from lyceum.kernel.search.rules.catalogue import Completion, Near, Span, Wanted, is_chosen
from lyceum.kernel.search.rules.words import searchable

__all__ = [
    "Completion",
    "Listed",
    "Listing",
    "Near",
    "Span",
    "Wanted",
    "completions_for",
    "entries_of",
    "entry_of",
    "listing_for",
    "neighbours_of",
    "point_of",
]

EMBEDDED = "postgres_catalogue"
# The names say most of what a thing is like, and their words are few: any of them will do. Near: some 30 km.
_NEIGHBOURS = """
    WITH here AS (
        SELECT id, labels, latitude, longitude, organisation_id, (
            SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery
            FROM unnest(name_words) AS lexeme WHERE char_length(lexeme) > 3
        ) AS query FROM search_catalogueentry WHERE id = %(entry)s
    )
    SELECT entry.id FROM search_catalogueentry AS entry, here
    WHERE entry.kind = %(kind)s AND entry.id <> here.id AND (entry.ends_at IS NULL OR entry.ends_at >= %(now)s)
        AND (entry.name_words @@ here.query OR entry.labels && ARRAY(
            SELECT label FROM unnest(here.labels) AS label WHERE starts_with(label, 'category:')))
    ORDER BY
        4 * ts_rank(entry.name_words, coalesce(here.query, ''))
        + (SELECT count(*) FROM unnest(here.labels) AS label WHERE label = ANY(entry.labels)) / 10.0
        + coalesce((abs(entry.latitude - here.latitude) < 0.3
            AND abs(entry.longitude - here.longitude) < 0.4)::int, 0) / 3.0
        + (entry.organisation_id = here.organisation_id)::int / 10.0 DESC,
        entry.starts_at, entry.id
    LIMIT %(most)s
"""
log = structlog.get_logger("lyceum.search")


@dataclass(frozen=True, slots=True)
class Listed:
    """``distance`` in kilometres, where something near was asked for."""

    entry: CatalogueEntry
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """As ``rules.catalogue.Matches``, with the entries themselves and their organisations."""

    entries: Sequence[Listed] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    spans: Mapping[str, int] = field(default_factory=dict)
    mended: str = ""
    is_loose: bool = False
    is_by_meaning: bool = False


def listing_for(caller: Anyone, wanted: Wanted) -> Listing:
    """Two statements, however many are found; what nothing says in those words is looked for by its meaning."""
    asked = _within(caller, wanted)
    try:
        found = finder().find(asked)
    except FinderUnavailable as fault:
        log.warning("catalogue_unavailable", fault=str(fault))
        found = finder(EMBEDDED).find(asked)
    if asked.text and (found.is_loose or not found.total) and not asked.near:
        listing = _by_meaning(asked)
        if listing.total:
            return listing
    rows = _open_rows(asked).in_bulk([hit.entry_id for hit in found.hits])
    entries = [Listed(rows[hit.entry_id], hit.distance) for hit in found.hits if hit.entry_id in rows]
    return Listing(entries, found.total, found.facets, found.spans, found.mended, found.is_loose)


def completions_for(caller: Anyone, wanted: Wanted) -> Sequence[Completion]:
    asked = _within(caller, wanted)
    try:
        return finder().complete(asked)
    except FinderUnavailable as fault:
        log.warning("catalogue_unavailable", fault=str(fault))
        return finder(EMBEDDED).complete(asked)


def entry_of(caller: Anyone, kind: str, object_id: UUID) -> CatalogueEntry | None:
    """None where it is not published, or not to be found from where the caller stands."""
    wanted = _within(caller, Wanted(kind, timezone.now()))
    found: CatalogueEntry | None = _open_rows(wanted).filter(object_id=object_id).first()
    return found


def entries_of(caller: Anyone, kind: str, most: int) -> Sequence[CatalogueEntry]:
    """Those that are not over, the soonest first."""
    now = timezone.now()
    standing = Q(ends_at=None) | Q(ends_at__gte=now)
    return list(_open_rows(_within(caller, Wanted(kind, now))).filter(standing).order_by("starts_at", "id")[:most])


def point_of(caller: Anyone, kind: str, city: str) -> tuple[str, tuple[float, float]] | None:
    """A city where something is to be found, typos forgiven: as it is written, and the middle of its places."""
    named = completions_for(caller, Wanted(kind, timezone.now(), city))
    meant = next((one.text for one in named if one.sort == "city"), "")
    rows = _open_rows(_within(caller, Wanted(kind, timezone.now()))).filter(names__2=meant, latitude__isnull=False)
    rows = rows.filter(name_words=SearchQuery(searchable(meant), config="simple"))
    middle = rows.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude")) if meant else {}
    if not middle or middle["latitude"] is None:
        return None
    return meant, (middle["latitude"], middle["longitude"])


def neighbours_of(caller: Anyone, kind: str, object_id: UUID, most: int) -> Sequence[Listed]:
    """Others that share its labels, its words, its place, its organiser; the best first, then the soonest."""
    entry = entry_of(caller, kind, object_id)
    if entry is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NEIGHBOURS, {"entry": entry.id, "kind": kind, "now": timezone.now(), "most": 4 * most})
        ids = [row[0] for row in cursor.fetchall()]
    rows = _open_rows(_within(caller, Wanted(kind, timezone.now()))).in_bulk(ids)
    return [Listed(rows[entry_id]) for entry_id in ids if entry_id in rows][:most]


def _by_meaning(asked: Wanted) -> Listing:
    """A handful, the nearest first, as chosen by facets and dates; there is no second page of it."""
    ids = nearest_in_meaning(asked)
    rows = _open_rows(asked).in_bulk(ids)
    entries = [rows[entry_id] for entry_id in ids if entry_id in rows]
    chosen = [entry for entry in entries if is_chosen(asked, entry.labels, entry.starts_at)]
    facets: dict[str, dict[str, int]] = {}
    for entry in chosen:
        for label in entry.labels:
            facet, _colon, value = label.partition(":")
            facets.setdefault(facet, {})[value] = facets.get(facet, {}).get(value, 0) + 1
    shown = chosen if not asked.offset else []
    return Listing([Listed(entry) for entry in shown], len(chosen), facets, is_by_meaning=True)


def _within(caller: Anyone, wanted: Wanted) -> Wanted:
    organisation_id: UUID | None = getattr(caller, "organisation_id", None)
    return replace(wanted, organisation_id=organisation_id)


def _open_rows(wanted: Wanted):  # type: ignore[no-untyped-def]  # a query set of the model's own class
    rows = CatalogueEntry.objects.filter(
        kind=wanted.kind, organisation__suspended_at=None, organisation__closed_at=None
    ).select_related("organisation")
    if wanted.organisation_id:
        return rows.filter(organisation_id=wanted.organisation_id)
    return rows.filter(organisation__is_public=True, organisation__domains__contains=[wanted.kind.partition(":")[0]])
