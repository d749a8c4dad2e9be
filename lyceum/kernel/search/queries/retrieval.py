"""``passages_for``: where the chosen documents speak of a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.queries.asking import Asked, asked_of
from lyceum.kernel.search.queries.chosen import Source, sources_for
from lyceum.kernel.search.queries.nearness import likenesses_for
from lyceum.kernel.search.queries.ranking import Candidate, bm25, candidates_at
from lyceum.kernel.search.rules.citation import digest
from lyceum.kernel.search.rules.fusion import LETTERS, WORDS, fused, refined
from lyceum.kernel.search.rules.grams import likenesses

CANDIDATES = 50  # of BM25, told apart by the other rankings


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
    return found_in(caller, sources, asked_of(caller.organisation_id, sources, question), limit) if sources else []


def found_in(caller: Caller, sources: Sequence[Source], asked: Asked, limit: int) -> list[Found]:
    if not asked.stems:
        return []
    ranked = bm25(caller.organisation_id, sources, asked.stems, asked.weights, CANDIDATES)
    near = likenesses_for(caller.organisation_id, sources, asked.question, [found.place for found in ranked])
    ranked += candidates_at(caller.organisation_id, near.keys() - {found.place for found in ranked})
    alike = likenesses(asked.words, [candidate.words for candidate in ranked])
    scores = fused((WORDS, [candidate.score for candidate in ranked]), (LETTERS, alike))
    scores = refined(scores, [near.get(candidate.place) for candidate in ranked])
    best = sorted(zip(scores, ranked, strict=True), key=lambda pair: -pair[0])[:limit]
    of_version = {source.version_id: source for source in sources}
    return [_shown(of_version[candidate.version_id], candidate, score) for score, candidate in best]


def _shown(source: Source, candidate: Candidate, score: float) -> Found:
    return Found(
        source.document_id,
        source.version,
        source.title,
        candidate.page,
        candidate.label,
        candidate.start,
        candidate.end,
        candidate.heading,
        candidate.text,
        digest(candidate.text),
        score,
    )
