"""How near passages are to a question by their vectors, where the model of today has made them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.ai.actions.embedding import embed_question
from lyceum.kernel.ai.queries.chain import embedder_of
from lyceum.kernel.search.queries.chosen import Source
from lyceum.kernel.search.queries.ranking import Place
from lyceum.kernel.search.rules.tongue import serves

NEAREST = 20  # passages that are looked at besides those that share a word with the question

_KEEPS = """
    SELECT EXISTS (
        SELECT 1 FROM pg_attribute
        WHERE attrelid = to_regclass('search_embedding') AND attname = 'vector' AND NOT attisdropped
    )
"""
# A server may change its model under the same name: vectors of another length say nothing, and must not fail.
_LIKENESSES = f"""
    WITH measured AS (
        SELECT version_id, number, nullif(
            CASE WHEN vector_dims(vector) = %(length)s THEN 1 - (vector <=> %(asked)s::vector) END, 'NaN'::float8
        ) AS likeness
        FROM search_embedding
        WHERE organisation_id = %(organisation)s AND version_id = ANY(%(versions)s::uuid[]) AND model = %(model)s
    )
    SELECT measured.* FROM measured
    JOIN unnest(%(of)s::uuid[], %(numbers)s::int[]) AS candidate (version_id, number) USING (version_id, number)
    WHERE likeness IS NOT NULL
    UNION
    (SELECT * FROM measured WHERE likeness IS NOT NULL ORDER BY likeness DESC, version_id, number LIMIT {NEAREST})
"""  # noqa: S608  (assembled from constants; all that was asked is bound)


def keeps_vectors() -> bool:
    """Whether this database has pgvector, and had it at the last migration."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEPS)
        (keeps,) = cursor.fetchone()
    return bool(keeps)


def likenesses_for(
    organisation_id: UUID, sources: Sequence[Source], question: str, candidates: Iterable[Place]
) -> Mapping[Place, float]:
    """From -1 to 1, of these candidates and of the nearest others; empty where words alone must do."""
    if not any(source.embedded_by for source in sources):
        return {}
    embedder = embedder_of(organisation_id)
    if embedder is None:
        return {}
    model, said = embedder.model, embedder.languages
    versions = [s.version_id for s in sources if s.embedded_by == model and serves(model, s.language, said)]
    if not versions or not keeps_vectors():
        return {}
    asked = embed_question(organisation_id, question)
    return _measured(organisation_id, model, versions, asked, list(candidates)) if asked else {}


def _measured(
    organisation_id: UUID, model: str, versions: list[UUID], asked: Sequence[float], candidates: Sequence[Place]
) -> dict[Place, float]:
    terms: dict[str, Any] = {
        "organisation": organisation_id,
        "model": model,
        "versions": versions,
        "asked": str(list(asked)),
        "length": len(asked),
        "of": [version_id for version_id, _number in candidates],
        "numbers": [number for _version_id, number in candidates],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIKENESSES, terms)
        return {(version_id, number): likeness for version_id, number, likeness in cursor.fetchall()}
