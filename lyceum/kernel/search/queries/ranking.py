"""BM25 in SQL over the postings of the chosen versions; nothing is read but the words that were asked."""

import math
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.search.queries.chosen import Source
from lyceum.kernel.search.rules.language import LANGUAGES

# As in the literature and in every engine's defaults; neither was fitted to any collection.
K1, B = 1.2, 0.75

Key = tuple[UUID, int]  # a version and the number of a passage in it
Stems = Sequence[tuple[int, str, str]]  # (which word of the question, language, lexeme)

_STEMS = """
    SELECT word.n, asked.code, lexeme
    FROM unnest(%(codes)s::text[], %(configurations)s::text[]) AS asked (code, configuration),
        unnest(%(words)s::text[]) WITH ORDINALITY AS word (text, n),
        unnest(tsvector_to_array(to_tsvector(asked.configuration::regconfig, word.text))) AS lexeme
"""
_ASKED = """
    WITH asked AS (
        SELECT chosen.version, stem.n, stem.word, stem.weight
        FROM unnest(%(versions)s::uuid[], %(languages)s::text[]) AS chosen (version, language)
        JOIN unnest(%(ns)s::int[], %(codes)s::text[], %(stems)s::text[], %(weights)s::float8[])
            AS stem (n, language, word, weight) USING (language)
    )
"""
_FREQUENCIES = f"""
    {_ASKED}
    SELECT n, sum(cardinality(passages)) FROM asked
    JOIN search_posting AS posting ON posting.version_id = asked.version AND posting.word = asked.word
    WHERE posting.organisation_id = %(organisation)s GROUP BY n
"""  # noqa: S608  (assembled from constants; all that was typed is bound)
_BM25 = f"""
    {_ASKED}
    SELECT posting.version_id, passage, sum(
        weight * count * ({K1} + 1) / (count + {K1} * (1 - {B} + {B} * length / %(average)s::float8))
    ) AS score
    FROM asked
    JOIN search_posting AS posting ON posting.version_id = asked.version AND posting.word = asked.word,
        unnest(passages, counts, lengths) AS place (passage, count, length)
    WHERE posting.organisation_id = %(organisation)s
    GROUP BY posting.version_id, passage ORDER BY score DESC, posting.version_id, passage LIMIT %(limit)s
"""  # noqa: S608  (assembled from constants; all that was typed is bound)


def stems_of(words: Sequence[str], languages: Sequence[str]) -> Stems:
    """Lexemes of each word in each language; a word that a language stops gives none in it."""
    codes = sorted(set(languages))
    terms = {"codes": codes, "configurations": [LANGUAGES[code] for code in codes], "words": list(words)}
    return [(n - 1, code, lexeme) for n, code, lexeme in _rows(_STEMS, terms)]


def frequencies(organisation_id: UUID, sources: Sequence[Source], stems: Stems) -> dict[int, int]:
    """In how many passages each word of the question stands, in any of its forms."""
    return dict(_rows(_FREQUENCIES, _terms(organisation_id, sources, stems, {})))


def rarity(passages: int, frequency: int) -> float:
    """Robertson and Spärck Jones's weight, never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def bm25(
    organisation_id: UUID, sources: Sequence[Source], stems: Stems, weights: Mapping[int, float], limit: int
) -> list[tuple[Key, float]]:
    """The best passages, best first. ``weights``: of each word of the question."""
    passages = sum(source.passages for source in sources)
    average = sum(source.words for source in sources) / max(passages, 1)
    terms = _terms(organisation_id, sources, stems, weights) | {"average": average or 1.0, "limit": limit}
    return [((version, passage), score) for version, passage, score in _rows(_BM25, terms)]


def _terms(
    organisation_id: UUID, sources: Sequence[Source], stems: Stems, weights: Mapping[int, float]
) -> dict[str, Any]:
    return {
        "organisation": organisation_id,
        "versions": [source.version_id for source in sources],
        "languages": [source.language for source in sources],
        "ns": [n for n, _code, _stem in stems],
        "codes": [code for _n, code, _stem in stems],
        "stems": [stem for _n, _code, stem in stems],
        "weights": [weights.get(n, 0.0) for n, _code, _stem in stems],
    }


def _rows(statement: str, terms: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        return cursor.fetchall()
