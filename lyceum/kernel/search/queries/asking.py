"""A question made ready for its sources: the lexemes of its words, mended where nobody wrote them, and weights."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from lyceum.kernel.search.queries.chosen import Source
from lyceum.kernel.search.queries.ranking import Stems, postings_of, stems_of, stems_written
from lyceum.kernel.search.rules.postings import Posted
from lyceum.kernel.search.rules.question import question_words, saying
from lyceum.kernel.search.rules.spelling import MOST_WORDS, may_be_slip, one_slip_away
from lyceum.kernel.search.rules.weight import rarity


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` that say something (no language of the sources stops them), each with its ``weights``.

    ``stems``: (which word, language, lexeme); several lexemes of one word where it had to be mended. A word that
    stands nowhere in the sources has no stem, and the weight of what is rarest. ``postings``: where the stems stand.
    ``question``: as it was written.
    """

    words: Sequence[str]
    stems: Stems
    postings: Sequence[Posted]
    weights: Sequence[float]
    question: str


def asked_of(organisation_id: UUID, sources: Sequence[Source], question: str) -> Asked:
    words, languages = question_words(question), sorted({source.language for source in sources})
    stems = list(stems_of(words, languages))
    told = saying(len(words), {code: _stopped(len(words), stems, code) for code in languages})
    stems = [stem for stem in stems if stem[0] in told]
    postings = postings_of(organisation_id, sources, stems)
    known = {posted.n for posted in postings}
    unknown = [n for n in told if n not in known and may_be_slip(words[n])][:MOST_WORDS]
    if unknown:
        mended = _mended(organisation_id, languages, words, unknown)
        postings += postings_of(organisation_id, sources, mended)
        stems += mended
    frequencies = _frequencies(postings)
    passages = sum(source.passages for source in sources)
    place = {n: at for at, n in enumerate(told)}
    return Asked(
        words=[words[n] for n in told],
        stems=[(place[n], code, stem) for n, code, stem in stems if n in frequencies],
        postings=[replace(posted, n=place[posted.n]) for posted in postings],
        weights=[rarity(passages, min(frequencies[n], passages)) for n in told],
        question=question,
    )


def _frequencies(postings: Sequence[Posted]) -> Counter[int]:
    """In how many passages each word of the question stands, in any of its forms."""
    counts: Counter[int] = Counter()
    for posted in postings:
        counts[posted.n] += len(posted.passages)
    return counts


def _stopped(count: int, stems: Stems, code: str) -> set[int]:
    return set(range(count)) - {n for n, language, _stem in stems if language == code}


def _mended(
    organisation_id: UUID, languages: Sequence[str], words: Sequence[str], unknown: Sequence[int]
) -> list[tuple[int, str, str]]:
    variants = [(n, variant) for n in unknown for variant in sorted(one_slip_away(words[n]))]
    stems = stems_written(organisation_id, [variant for _n, variant in variants], languages)
    return sorted({(variants[at][0], code, stem) for at, code, stem in stems})
