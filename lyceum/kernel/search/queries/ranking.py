"""What a ranking needs of the database: nothing is read but the words that were asked, and the best passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.search.queries.chosen import Source
from lyceum.kernel.search.rules.language import LANGUAGES
from lyceum.kernel.search.rules.postings import Posted, first_passages, posted
from lyceum.kernel.search.rules.words import searchable

Place = tuple[UUID, int]  # a version and the number of a passage in it
Stems = Sequence[tuple[int, str, str]]  # (which word of the question, language, lexeme)
_UUID = 16  # bytes

_STEMS = """
    SELECT word.n, asked.code, lexeme
    FROM unnest(%(codes)s::text[], %(configurations)s::text[]) AS asked (code, configuration),
        unnest(string_to_array(%(words)s, ' ')) WITH ORDINALITY AS word (text, n),
        unnest(tsvector_to_array(to_tsvector(asked.configuration::regconfig, word.text))) AS lexeme
"""
# The limit keeps the planner from reading all that was ever written, to compare it with these few hundred.
_WRITTEN = f"""
    {_STEMS}
    CROSS JOIN LATERAL (
        SELECT FROM search_posting WHERE organisation_id = %(organisation)s AND search_posting.word = lexeme LIMIT 1
    ) AS written
"""
_LEXEMES = """
    SELECT tsvector_to_array(to_tsvector(configuration::regconfig, words))
    FROM unnest(%(words)s::text[], %(languages)s::text[]) WITH ORDINALITY AS text (words, configuration, n) ORDER BY n
"""
# All versions of a lexeme in one walk through the index. Joined with them by name, the planner asks for each alone.
_POSTINGS = """
    SELECT n, string_agg(uuid_send(version_id), ''::bytea), array_agg(octet_length(places)),
        string_agg(places, ''::bytea)
    FROM unnest(%(ns)s::int[], %(stems)s::text[]) AS stem (n, word) JOIN search_posting AS posting USING (word)
    WHERE organisation_id = %(organisation)s AND version_id = ANY(%(versions)s::uuid[])
    GROUP BY n, word ORDER BY n, word
"""
_AT = """
    SELECT place.version_id, place.number, passage.page, start, "end", heading, passage.text, words, label, score
    FROM unnest(%(versions)s::uuid[], %(numbers)s::int[], %(scores)s::float8[])
        WITH ORDINALITY AS place (version_id, number, score, at)
    JOIN search_passage AS passage USING (version_id, number)
    JOIN search_page AS page ON page.version_id = place.version_id AND page.number = passage.page
    WHERE passage.organisation_id = %(organisation)s ORDER BY at
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


def stems_of(words: Sequence[str], languages: Iterable[str]) -> Stems:
    """Lexemes of each word in each language; a word that a language stops gives none in it."""
    return [(n - 1, code, lexeme) for n, code, lexeme in _rows(_STEMS, _spelled(words, languages))]


def stems_written(organisation_id: UUID, words: Sequence[str], languages: Iterable[str]) -> Stems:
    """Those of them that stand anywhere in the organisation's documents."""
    terms = _spelled(words, languages) | {"organisation": organisation_id}
    return [(n - 1, code, lexeme) for n, code, lexeme in _rows(_WRITTEN, terms)]


def lexemes_of(texts: Sequence[str], languages: Sequence[str]) -> list[list[str]]:
    """Of each text in its language."""
    terms = {"words": [searchable(text) for text in texts], "languages": [LANGUAGES[code] for code in languages]}
    return [lexemes for (lexemes,) in _rows(_LEXEMES, terms)]


def postings_of(organisation_id: UUID, sources: Sequence[Source], stems: Stems) -> list[Posted]:
    """Where each lexeme of the question stands in the sources of its language: a statement for each language."""
    firsts = first_passages([source.passages for source in sources])
    first = {source.version_id.bytes: at for source, at in zip(sources, firsts, strict=True)}
    found = []
    for language in sorted({code for _n, code, _stem in stems}):
        terms = {
            "organisation": organisation_id,
            "versions": [source.version_id for source in sources if source.language == language],
            "ns": [n for n, code, _stem in stems if code == language],
            "stems": [stem for _n, code, stem in stems if code == language],
        }
        for n, versions, sizes, places in _rows(_POSTINGS, terms):
            of = (versions[at : at + _UUID] for at in range(0, len(versions), _UUID))
            found.append(posted(n, [first[version] for version in of], sizes, places))
    return found


def candidates_at(organisation_id: UUID, places: Mapping[Place, float]) -> list[Candidate]:
    """The passages at these places, in this order, with these scores."""
    terms = {
        "organisation": organisation_id,
        "versions": [version_id for version_id, _number in places],
        "numbers": [number for _version_id, number in places],
        "scores": list(places.values()),
    }
    return [Candidate(*row) for row in _rows(_AT, terms)] if places else []


def _spelled(words: Sequence[str], languages: Iterable[str]) -> dict[str, Any]:
    codes = sorted(set(languages))
    return {"codes": codes, "configurations": [LANGUAGES[code] for code in codes], "words": " ".join(words)}


def _rows(statement: str, terms: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        return cursor.fetchall()
