"""What anybody may find is published and withdrawn: rows at once, another engine's copy by a job after the commit."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from lyceum.kernel.ai.queries.chain import embedder_of
from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.search.actions.meaning import read_meanings
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.ports import finder
from lyceum.kernel.search.rules.catalogue import PublicEntry
from lyceum.kernel.search.rules.trigram import trigrams
from lyceum.kernel.search.rules.words import searchable

__all__ = [
    "PublicEntry",
    "copy_entries",
    "count_words",
    "publish_entries",
    "reindex_catalogue",
    "withdraw_all_but",
    "withdraw_entry",
]

LONGEST_TEXT, LONGEST_WORD, SHORTEST_WORD, BATCH = 2_000, 40, 3, 200

_UPSERT = """
    INSERT INTO search_catalogueentry (
        id, created_at, updated_at, organisation_id, kind, object_id, title, text, path, language, picture, labels,
        starts_at, ends_at, time_zone, latitude, longitude, price, currency, "left", names, name_keys,
        name_words, words)
    VALUES (
        %(id)s, %(now)s, %(now)s, %(organisation_id)s, %(kind)s, %(object_id)s, %(title)s, %(text)s, %(path)s,
        %(language)s, %(picture)s, %(labels)s, %(starts_at)s, %(ends_at)s, %(time_zone)s, %(latitude)s, %(longitude)s,
        %(price)s, %(currency)s, %(left)s, %(names)s, %(name_keys)s, to_tsvector('simple', %(name_text)s),
        setweight(to_tsvector('simple', %(title_text)s), 'A')
        || setweight(to_tsvector('french', %(title_text)s) || to_tsvector('english', %(title_text)s), 'B')
        || setweight(to_tsvector('simple', %(where_text)s), 'B')
        || setweight(to_tsvector('simple', %(body_text)s), 'C')
        || setweight(to_tsvector('french', %(body_text)s) || to_tsvector('english', %(body_text)s), 'D'))
    ON CONFLICT (organisation_id, kind, object_id) DO UPDATE SET
        updated_at = excluded.updated_at, title = excluded.title, text = excluded.text, path = excluded.path,
        language = excluded.language, picture = excluded.picture, labels = excluded.labels,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, time_zone = excluded.time_zone,
        latitude = excluded.latitude, longitude = excluded.longitude, price = excluded.price,
        currency = excluded.currency, "left" = excluded."left", names = excluded.names,
        name_keys = excluded.name_keys, name_words = excluded.name_words, words = excluded.words
    RETURNING id
"""
# In one order, so that two who publish at once cannot wait for one another in a circle.
_LEARN = """
    INSERT INTO search_catalogueword (word, trigrams, entries)
    SELECT word, string_to_array(grams, '|'), 1 FROM unnest(%(words)s::text[], %(grams)s::text[]) AS new (word, grams)
    ORDER BY word ON CONFLICT (word) DO NOTHING
"""
_COUNT = """
    WITH standing AS MATERIALIZED (
        SELECT word, ndoc FROM ts_stat('SELECT words FROM search_catalogueentry')
    ), forgotten AS (
        DELETE FROM search_catalogueword WHERE word NOT IN (SELECT word FROM standing)
    )
    UPDATE search_catalogueword AS known SET entries = standing.ndoc
    FROM standing WHERE known.word = standing.word AND known.entries <> standing.ndoc
"""


def publish_entries(organisation_id: UUID, entries: Iterable[PublicEntry]) -> int:
    """Findable by everybody, or brought up to date. Idempotent; what may not be seen by all is never given here."""
    kept = list(entries)
    rows = [_row(organisation_id, entry) for entry in kept]
    with transaction.atomic(), connection.cursor() as cursor:
        ids = []
        for row in rows:
            cursor.execute(_UPSERT, row)
            ids.append(str(cursor.fetchone()[0]))
        words = sorted({word for row in rows for word in _known_words(row)})
        cursor.execute(_LEARN, {"words": words, "grams": ["|".join(sorted(trigrams(word))) for word in words]})
        _tell(organisation_id, ids)
        if embedder_of(organisation_id):
            read_meanings.later(organisation_id=organisation_id, once=str(organisation_id))
    return len(rows)


def withdraw_entry(organisation_id: UUID, kind: str, object_id: UUID) -> None:
    withdraw_all_but(organisation_id, CatalogueEntry.objects.filter(kind=kind, object_id=object_id), [])


def reindex_catalogue(organisation_id: UUID) -> int:
    """Everything that every room publishes, afresh; what no room names any more is gone."""
    with scope.entered(organisation_id), transaction.atomic():
        made = 0
        for kind, entries in registry.catalogue().items():
            named = list(entries(organisation_id))
            withdraw_all_but(organisation_id, CatalogueEntry.objects.filter(kind=kind), [e.object_id for e in named])
            made += publish_entries(organisation_id, named)
        return made


def withdraw_all_but(organisation_id: UUID, rows: Any, object_ids: Sequence[UUID]) -> None:
    with transaction.atomic():
        gone = rows.filter(organisation_id=organisation_id).exclude(object_id__in=object_ids)
        ids = [str(entry_id) for entry_id in gone.values_list("id", flat=True)]
        gone.delete()
        _tell(organisation_id, ids)


@job()
def copy_entries(organisation_id: UUID, entry_ids: list[str]) -> None:
    """To the engine that keeps a copy: those that still stand, as they are now; the others are taken out."""
    rows = list(CatalogueEntry.objects.filter(organisation_id=organisation_id, id__in=entry_ids))
    standing = {str(row.id) for row in rows}
    finder().put(rows)
    finder().remove([UUID(entry_id) for entry_id in entry_ids if entry_id not in standing])


@job(every="23 4 * * *")
def count_words(organisation_id: UUID | None) -> None:
    """How frequent each word is; those that stand nowhere any more are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)


def _tell(organisation_id: UUID, ids: Sequence[str]) -> None:
    if finder().keeps_copy:
        for start in range(0, len(ids), BATCH):
            copy_entries.later(organisation_id=organisation_id, entry_ids=list(ids[start : start + BATCH]))


def _row(organisation_id: UUID, entry: PublicEntry) -> dict[str, Any]:
    names = [entry.title[:200], entry.place[:200], entry.city[:120], entry.organiser[:120]]
    text = entry.text[:LONGEST_TEXT]
    return {
        "id": new_identifier(),
        "now": timezone.now(),
        "organisation_id": organisation_id,
        "kind": entry.kind,
        "object_id": entry.object_id,
        "title": names[0],
        "text": text,
        "path": entry.path,
        "language": entry.language,
        "picture": entry.picture,
        "labels": sorted({f"{facet}:{value}" for facet, values in entry.labels.items() for value in values}),
        "starts_at": entry.starts_at,
        "ends_at": entry.ends_at or entry.starts_at,
        "time_zone": entry.time_zone,
        "latitude": entry.latitude if entry.longitude is not None else None,
        "longitude": entry.longitude if entry.latitude is not None else None,
        "price": entry.price,
        "currency": entry.currency,
        "left": entry.left,
        "names": names,
        "name_keys": [searchable(name) for name in names],
        "name_text": searchable(" ".join(names)),
        "title_text": searchable(names[0]),
        "where_text": searchable(" ".join(names[1:])),
        "body_text": searchable(f"{text} {entry.keywords}"),
    }


def _known_words(row: dict[str, Any]) -> set[str]:
    words = f"{row['name_text']} {row['body_text']}".split()
    return {word for word in words if SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha()}
