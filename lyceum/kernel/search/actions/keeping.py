"""The pages of one version, cut into passages and counted: what retrieval looks in."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from lyceum.kernel.search.models import DocumentVersion, Embedding, Page, Passage, Posting
from lyceum.kernel.search.rules.language import LANGUAGES
from lyceum.kernel.search.rules.passage import passages
from lyceum.kernel.search.rules.reading import PageText
from lyceum.kernel.search.rules.words import searchable

# One row per lexeme of the version. The heading is part of what a passage says.
_COUNT = """
    WITH vector AS (
        SELECT number, to_tsvector(%(language)s::regconfig, words) AS lexemes
        FROM unnest(%(numbers)s::int[], %(words)s::text[]) AS passage (number, words)
    ), counted AS (
        SELECT number, left(lexeme, 100) AS word, least(cardinality(positions), 1000) AS count
        FROM vector, unnest(lexemes)
    ), measured AS (
        SELECT number, sum(count) AS length FROM counted GROUP BY number
    ), kept AS (
        INSERT INTO search_posting (id, created_at, organisation_id, version_id, word, places)
        SELECT gen_random_uuid(), now(), %(organisation)s, %(version)s, word, string_agg(
            int4send(number) || int2send(count::int2) || int2send(least(length, 30000)::int2), ''::bytea ORDER BY number
        )
        FROM counted JOIN measured USING (number) GROUP BY word
    )
    SELECT coalesce(sum(length), 0) FROM measured
"""


def keep_pages(version: DocumentVersion, pages: Iterable[PageText], language: str) -> None:
    """Inside the caller's transaction; whatever was kept of this version before goes first."""
    for model in (Embedding, Posting, Passage, Page):
        model.objects.filter(version=version).delete()
    pages = list(pages)
    owned = {"organisation_id": version.organisation_id, "version": version}
    Page.objects.bulk_create(
        [Page(**owned, number=page.number, label=page.label[:200], text=page.text) for page in pages], batch_size=500
    )
    found = [_passage(owned, page, start, end) for page in pages for start, end in passages(page.text)]
    for number, passage in enumerate(found):
        passage.number = number
    Passage.objects.bulk_create(found, batch_size=500)
    _count(version, found, language)
    version.pages, version.passages = len(pages), len(found)
    version.save(update_fields=["pages", "passages", "words"])


def _passage(owned: dict[str, Any], page: PageText, start: int, end: int) -> Passage:
    text, heading = page.text[start:end], page.heading[:300]
    words = searchable(f"{heading} {text}")
    return Passage(**owned, page=page.number, start=start, end=end, heading=heading, text=text, words=words)


def _count(version: DocumentVersion, found: list[Passage], language: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {
                "language": LANGUAGES[language],
                "numbers": [passage.number for passage in found],
                "words": [passage.words for passage in found],
                "organisation": version.organisation_id,
                "version": version.id,
            },
        )
        (version.words,) = cursor.fetchone()
