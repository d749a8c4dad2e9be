"""BM25 in SQL over the postings of the chosen versions; nothing is read but the words that were asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.search.queries.chosen import Source
from lyceum.kernel.search.rules.language import LANGUAGES
from lyceum.kernel.search.rules.weight import K1, B
from lyceum.kernel.search.rules.words import searchable

Place = tuple[UUID, int]  # a version and the number of a passage in it
Stems = Sequence[tuple[int, str, str]]  # (which word of the question, language, lexeme)

_STEMS = """
    SELECT word.n, asked.code, lexeme
    FROM unnest(%(codes)s::text[], %(configurations)s::text[]) AS asked (code, configuration),
        unnest(%(words)s::text[]) WITH ORDINALITY AS word (text, n),
        unnest(tsvector_to_array(to_tsvector(asked.configuration::regconfig, word.text))) AS lexeme
"""
_LEXEMES = """
    SELECT tsvector_to_array(to_tsvector(configuration::regconfig, words))
    FROM unnest(%(words)s::text[], %(languages)s::text[]) WITH ORDINALITY AS text (words, configuration, n) ORDER BY n
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
_KNOWN = """
    SELECT DISTINCT word FROM search_posting
    WHERE organisation_id = %(organisation)s AND word = ANY(%(words)s::text[])
"""
_BM25 = f"""
    {_ASKED}, ranked AS (
        SELECT posting.version_id, number, sum(
            weight * count * ({K1} + 1) / (count + {K1} * (1 - {B} + {B} * length / %(average)s::float8))
        ) AS score
        FROM asked
        JOIN search_posting AS posting ON posting.version_id = asked.version AND posting.word = asked.word,
            unnest(passages, counts, lengths) AS place (number, count, length)
        WHERE posting.organisation_id = %(organisation)s
        GROUP BY posting.version_id, number ORDER BY score DESC, posting.version_id, number LIMIT %(limit)s
    )
    SELECT ranked.version_id, ranked.number, passage.page, start, "end", heading, passage.text, words, label, score
    FROM ranked JOIN search_passage AS passage USING (version_id, number)
    JOIN search_page AS page ON page.version_id = ranked.version_id AND page.number = passage.page
    ORDER BY score DESC, ranked.version_id, ranked.number
"""  # noqa: S608  (assembled from constants; all that was typed is bound)

_AT = """
    SELECT place.version_id, place.number, passage.page, start, "end", heading, passage.text, words, label, 0.0::float8
    FROM unnest(%(versions)s::uuid[], %(numbers)s::int[]) AS place (version_id, number)
    JOIN search_passage AS passage USING (version_id, number)
    JOIN search_page AS page ON page.version_id = place.version_id AND page.number = passage.page
    WHERE passage.organisation_id = %(organisation)s ORDER BY place.version_id, place.number
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    version_id: UUID
    number: int
    page: int
    start: int
    end: int
    heading: str
    text: str
    words: str
    label: str
    score: float

    @property
    def place(self) -> Place:
        return (self.version_id, self.number)


def stems_of(words: Sequence[str], languages: Sequence[str]) -> Stems:
    """Lexemes of each word in each language; a word that a language stops gives none in it."""
    codes = sorted(set(languages))
    terms = {"codes": codes, "configurations": [LANGUAGES[code] for code in codes], "words": list(words)}
    return [(n - 1, code, lexeme) for n, code, lexeme in _rows(_STEMS, terms)]


def lexemes_of(texts: Sequence[str], languages: Sequence[str]) -> list[list[str]]:
    """Of each text in its language."""
    terms = {"words": [searchable(text) for text in texts], "languages": [LANGUAGES[code] for code in languages]}
    return [lexemes for (lexemes,) in _rows(_LEXEMES, terms)]


def frequencies(organisation_id: UUID, sources: Sequence[Source], stems: Stems) -> dict[int, int]:
    """In how many passages each word of the question stands, in any of its forms."""
    return dict(_rows(_FREQUENCIES, _terms(organisation_id, sources, stems, [])))


def written(organisation_id: UUID, lexemes: Iterable[str]) -> set[str]:
    """Those of them that stand anywhere in the organisation's documents."""
    return {word for (word,) in _rows(_KNOWN, {"organisation": organisation_id, "words": sorted(set(lexemes))})}


def bm25(
    organisation_id: UUID, sources: Sequence[Source], stems: Stems, weights: Sequence[float], limit: int
) -> list[Candidate]:
    """The best passages, best first. ``weights``: of each word of the question."""
    passages = sum(source.passages for source in sources)
    average = sum(source.words for source in sources) / max(passages, 1)
    terms = _terms(organisation_id, sources, stems, weights) | {"average": average or 1.0, "limit": limit}
    return [Candidate(*row) for row in _rows(_BM25, terms)]


def candidates_at(organisation_id: UUID, places: Iterable[Place]) -> list[Candidate]:
    """Passages that no word has found."""
    of = list(places)
    terms = {"organisation": organisation_id, "versions": [v for v, _ in of], "numbers": [n for _, n in of]}
    return [Candidate(*row) for row in _rows(_AT, terms)] if of else []


def _terms(organisation_id: UUID, sources: Sequence[Source], stems: Stems, weights: Sequence[float]) -> dict[str, Any]:
    return {
        "organisation": organisation_id,
        "versions": [source.version_id for source in sources],
        "languages": [source.language for source in sources],
        "ns": [n for n, _code, _stem in stems],
        "codes": [code for _n, code, _stem in stems],
        "stems": [stem for _n, _code, stem in stems],
        "weights": [weights[n] if weights else 0.0 for n, _code, _stem in stems],
    }


def _rows(statement: str, terms: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        return cursor.fetchall()
