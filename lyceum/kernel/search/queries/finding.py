"""``search``: what the caller may see, found by what they typed. One statement written by hand: this door is hot."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.kernel.foundation.rules.audience import marks_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.rules.highlight import Segment, excerpt, highlighted
from lyceum.kernel.search.rules.trigram import LIKENESS, trigrams
from lyceum.kernel.search.rules.words import words_of

_VISIBLE = "organisation_id = %(organisation)s AND (cardinality(audience) = 0 OR audience && %(marks)s::text[])"

_BY_WORDS = f"""
    WITH matched AS (
        SELECT kind, object_id, title, body, path, updated_at,
            ts_rank(words, query) + CASE WHEN starts_with(title_key, %(beginning)s) THEN 1 ELSE 0 END AS rank
        FROM search_searchentry, (SELECT {{asked}} AS query) AS asked
        WHERE {_VISIBLE} AND words @@ query
    )
    SELECT kind, object_id, title, body, path,
        (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM matched GROUP BY kind) AS counted)
    FROM matched WHERE %(any_kind)s OR kind = ANY(%(kinds)s::text[])
    ORDER BY rank DESC, updated_at DESC, object_id LIMIT %(limit)s
"""  # noqa: S608  (assembled from constants; all that was typed is bound)

_BY_LIKENESS = f"""
    WITH matched AS (
        SELECT kind, object_id, title, body, path, updated_at, (
            SELECT count(*) FROM unnest(trigrams) AS trigram WHERE trigram = ANY(%(trigrams)s::text[])
        )::float / cardinality(%(trigrams)s::text[]) AS rank
        FROM search_searchentry WHERE {_VISIBLE} AND trigrams && %(trigrams)s::text[]
    ), close AS (SELECT * FROM matched WHERE rank >= {LIKENESS})
    SELECT kind, object_id, title, body, path,
        (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM close GROUP BY kind) AS counted)
    FROM close WHERE %(any_kind)s OR kind = ANY(%(kinds)s::text[])
    ORDER BY rank DESC, updated_at DESC, object_id LIMIT %(limit)s
"""  # noqa: S608  (assembled from constants; all that was typed is bound)

# As it is being typed (a prefix), or in another form of the same word, French or English.
_ONE_WORD = (
    "(to_tsquery('simple', %(prefix{n})s) || plainto_tsquery('french', %(word{n})s)"
    " || plainto_tsquery('english', %(word{n})s))"
)


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    object_id: UUID
    path: str
    title: Sequence[Segment]
    excerpt: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Found:
    """``facets``: kind → how many in all. ``suggestion``: a title close to what was typed, when nothing equals it."""

    hits: Sequence[Hit] = ()
    facets: Mapping[str, int] = field(default_factory=dict)
    suggestion: str = ""

    @property
    def total(self) -> int:
        return sum(self.facets.values())


def search(caller: Caller, text: str, kinds: Sequence[str] = (), limit: int = 20) -> Found:
    words = words_of(text)
    if not words:
        return Found()
    terms = {
        "organisation": caller.organisation_id,
        "marks": marks_of(caller),
        "kinds": list(kinds),
        "any_kind": not kinds,
        "limit": max(1, min(limit, 100)),
    }
    return _by_words(words, terms) or _by_likeness(words, terms) or Found()


def _by_words(words: Sequence[str], terms: dict[str, Any]) -> Found | None:
    typed: dict[str, str] = {"beginning": " ".join(words)}
    for n, word in enumerate(words):
        typed |= {f"prefix{n}": f"'{word}':*", f"word{n}": word}
    asked = " && ".join(_ONE_WORD.format(n=n) for n in range(len(words)))
    rows = _rows(_BY_WORDS.format(asked=asked), terms | typed)
    return Found([_hit(row, words) for row in rows], json.loads(rows[0][5])) if rows else None


def _by_likeness(words: Sequence[str], terms: dict[str, Any]) -> Found | None:
    rows = _rows(_BY_LIKENESS, terms | {"trigrams": sorted(trigrams(" ".join(words)))})
    if not rows:
        return None
    return Found([_hit(row, words) for row in rows], json.loads(rows[0][5]), suggestion=rows[0][2])


def _rows(statement: str, terms: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        return cursor.fetchall()


def _hit(row: tuple[Any, ...], words: Sequence[str]) -> Hit:
    kind, object_id, title, body, path, _facets = row
    return Hit(kind, object_id, path, highlighted(title, words), highlighted(excerpt(body, words), words))
