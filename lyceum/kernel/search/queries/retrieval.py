"""``passages_for``: where the chosen documents speak of a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.models import Page, Passage
from lyceum.kernel.search.queries.chosen import Source, sources_for
from lyceum.kernel.search.queries.ranking import Key, bm25, frequencies, rarity, stems_of
from lyceum.kernel.search.rules.citation import digest
from lyceum.kernel.search.rules.question import question_words

CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its citation: characters ``start`` to ``end`` of a page, and the digest of these words."""

    document_id: UUID
    version: int
    title: str
    page: int
    label: str
    start: int
    end: int
    heading: str
    text: str
    sha256: str
    score: float


def passages_for(caller: Caller, question: str, document_ids: Iterable[UUID], limit: int = 10) -> list[Found]:
    """Best first, of these documents alone, as far as the caller may read them."""
    sources = sources_for(caller, document_ids)
    words = question_words(question)
    if not sources or not words:
        return []
    stems = stems_of(words, [source.language for source in sources])
    known = frequencies(caller.organisation_id, sources, stems)
    passages = sum(source.passages for source in sources)
    weights = {n: rarity(passages, frequency) for n, frequency in known.items()}
    ranked = bm25(caller.organisation_id, sources, stems, weights, CANDIDATES)
    return _found(caller, sources, ranked[:limit])


def _found(caller: Caller, sources: Sequence[Source], ranked: Sequence[tuple[Key, float]]) -> list[Found]:
    of_version = {source.version_id: source for source in sources}
    rows = _rows(caller, [key for key, _score in ranked])
    labels = _labels(caller, rows.values())
    return [
        Found(
            source.document_id,
            source.version,
            source.title,
            row.page,
            labels[row.version_id, row.page],
            row.start,
            row.end,
            row.heading,
            row.text,
            digest(row.text),
            score,
        )
        for key, score in ranked
        for row, source in [(rows[key], of_version[key[0]])]
    ]


def _rows(caller: Caller, keys: Sequence[Key]) -> dict[Key, Passage]:
    if not keys:
        return {}
    wanted = Q()
    for version_id in {version_id for version_id, _number in keys}:
        wanted |= Q(version_id=version_id, number__in=[n for v, n in keys if v == version_id])
    return {(row.version_id, row.number): row for row in Passage.objects.within(caller).filter(wanted)}


def _labels(caller: Caller, rows: Iterable[Passage]) -> dict[tuple[UUID, int], str]:
    wanted = Q(pk__in=[])
    for row in rows:
        wanted |= Q(version_id=row.version_id, number=row.page)
    pages = Page.objects.within(caller).filter(wanted).values_list("version_id", "number", "label")
    return {(version_id, number): label for version_id, number, label in pages}
