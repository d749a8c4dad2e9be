"""What comes nearest to what somebody means, where no entry of an organisation's catalogue has their words."""

from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.ai.actions.embedding import embed_question
from lyceum.kernel.ai.queries.chain import embedder_of
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.refusal import TooMany
from lyceum.kernel.search.queries.nearness import keeps_vectors
from lyceum.kernel.search.rules.catalogue import Wanted

NEAREST = 12
ASKED_A_MINUTE = 60  # of an organisation's model, by all its visitors together

# A server may change its model under the same name: vectors of another length say nothing, and must not fail.
_NEAREST = f"""
    WITH measured AS MATERIALIZED (
        SELECT entry.id, CASE WHEN vector_dims(vector) = %(length)s THEN vector <=> %(asked)s::vector END AS distance
        FROM search_cataloguemeaning AS meaning JOIN search_catalogueentry AS entry ON entry.id = meaning.entry_id
        WHERE meaning.organisation_id = %(organisation)s AND meaning.model = %(model)s AND entry.kind = %(kind)s
            AND (entry.ends_at IS NULL OR entry.ends_at >= %(now)s)
    )
    SELECT id FROM measured WHERE distance < 'NaN'::float8 ORDER BY distance, id LIMIT {NEAREST}
"""  # noqa: S608  (assembled from constants; all that was asked is bound)


def nearest_in_meaning(wanted: Wanted) -> list[UUID]:
    """Ids of entries, the nearest first; none where the words must do alone."""
    organisation_id = wanted.organisation_id
    embedder = embedder_of(organisation_id) if organisation_id else None
    if organisation_id is None or embedder is None or not keeps_vectors() or not _may_ask(organisation_id):
        return []
    asked = embed_question(organisation_id, wanted.text)
    if not asked:
        return []
    terms: dict[str, Any] = {
        "organisation": organisation_id,
        "model": embedder.model,
        "kind": wanted.kind,
        "now": wanted.now,
        "asked": str(list(asked)),
        "length": len(asked),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, terms)
        return [row[0] for row in cursor.fetchall()]


def _may_ask(organisation_id: UUID) -> bool:
    try:
        spend("search.meaning", str(organisation_id), capacity=ASKED_A_MINUTE, per_seconds=60)
    except TooMany:
        return False
    return True
