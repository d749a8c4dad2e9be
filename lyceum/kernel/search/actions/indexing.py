"""What can be found is told to the index by the room that owns it, in the transaction or a subscriber of the fact."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.search.models import SearchEntry
from lyceum.kernel.search.rules.entry import Entry
from lyceum.kernel.search.rules.trigram import trigrams
from lyceum.kernel.search.rules.words import searchable

__all__ = ["Entry", "index_entries", "index_entry", "reindex", "remove_entry"]

LONGEST_BODY = 20_000

# Titles weigh most; each text is indexed as it is written and by its French and English stems.
_UPSERT = """
    INSERT INTO search_searchentry (
        id, created_at, updated_at, organisation_id, kind, object_id, person_id, title, body, path, language,
        audience, title_key, trigrams, words)
    VALUES (
        %(id)s, %(now)s, %(now)s, %(organisation_id)s, %(kind)s, %(object_id)s, %(person_id)s, %(title)s, %(body)s,
        %(path)s, %(language)s, %(audience)s, %(title_key)s, %(trigrams)s,
        setweight(to_tsvector('simple', %(title_words)s), 'A')
        || setweight(to_tsvector('french', %(title_words)s) || to_tsvector('english', %(title_words)s), 'B')
        || setweight(to_tsvector('simple', %(body_words)s), 'C')
        || setweight(to_tsvector('french', %(body_words)s) || to_tsvector('english', %(body_words)s), 'D'))
    ON CONFLICT (organisation_id, kind, object_id) DO UPDATE SET
        title = excluded.title, body = excluded.body, path = excluded.path, language = excluded.language,
        audience = excluded.audience, title_key = excluded.title_key, trigrams = excluded.trigrams,
        words = excluded.words, updated_at = excluded.updated_at
"""


def index_entry(organisation_id: UUID, entry: Entry) -> None:
    """Make it findable by its audience, or bring up to date what is found. Idempotent."""
    index_entries(organisation_id, [entry])


def index_entries(organisation_id: UUID, entries: Iterable[Entry]) -> int:
    rows = [_row(organisation_id, entry) for entry in entries]
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, rows)
    return len(rows)


def remove_entry(organisation_id: UUID, kind: str, object_id: UUID) -> None:
    SearchEntry.objects.filter(organisation_id=organisation_id, kind=kind, object_id=object_id).delete()


def reindex(organisation_id: UUID) -> int:
    """Everything that every room says can be found, afresh; what no room names any more is gone."""
    with scope.entered(organisation_id), transaction.atomic():
        SearchEntry.objects.filter(organisation_id=organisation_id).delete()
        kinds = registry.search_kinds().values()
        return sum(index_entries(organisation_id, kind.entries(organisation_id)) for kind in kinds)


def _row(organisation_id: UUID, entry: Entry) -> dict[str, Any]:
    body = entry.body[:LONGEST_BODY]
    return {
        "id": new_identifier(),
        "now": timezone.now(),
        "organisation_id": organisation_id,
        "kind": entry.kind,
        "object_id": entry.object_id,
        "person_id": entry.person_id,
        "title": entry.title[:200],
        "body": body,
        "path": entry.path,
        "language": entry.language,
        "audience": entry.audience.marks(),
        "title_key": normal(entry.title)[:220],
        "title_words": searchable(entry.title),
        "body_words": searchable(body),
        "trigrams": sorted(trigrams(entry.title)),
    }
