"""``passages_for``: where the chosen documents speak of a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.queries.asking import Asked, asked_of
from lyceum.kernel.search.queries.chosen import Source, sources_for
from lyceum.kernel.search.queries.nearness import likenesses_for
from lyceum.kernel.search.queries.ranking import Candidate, Place, candidates_at
from lyceum.kernel.search.rules.citation import digest
from lyceum.kernel.search.rules.fusion import LETTERS, WORDS, fused, refined
from lyceum.kernel.search.rules.grams import likenesses
from lyceum.kernel.search.rules.postings import best, placed

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
    places = _best_by_words(sources, asked)
    near = likenesses_for(caller.organisation_id, sources, asked.question, places)
    places |= dict.fromkeys(sorted(near.keys() - places.keys()), 0.0)  # of which no word has told
    ranked = candidates_at(caller.organisation_id, places)
    alike = likenesses(asked.words, [candidate.words for candidate in ranked])
    scores = fused((WORDS, [candidate.score for candidate in ranked]), (LETTERS, alike))
    scores = refined(scores, [near.get(candidate.place) for candidate in ranked])
    first = sorted(zip(scores, ranked, strict=True), key=lambda pair: -pair[0])[:limit]
    of_version = {source.version_id: source for source in sources}
    return [_shown(of_version[candidate.version_id], candidate, score) for score, candidate in first]


def _best_by_words(sources: Sequence[Source], asked: Asked) -> dict[Place, float]:
    """The places that BM25 holds best, with their scores, best first."""
    sizes = [source.passages for source in sources]
    average = sum(source.words for source in sources) / max(sum(sizes), 1)
    found = best(asked.postings, asked.weights, sum(sizes), average or 1.0, CANDIDATES)
    return {(sources[at].version_id, number): score for at, number, score in placed(found, sizes)}


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
