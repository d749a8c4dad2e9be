"""A question made ready for its sources: the lexemes of its words, mended where nobody wrote them, and weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.search.queries.chosen import Source
from lyceum.kernel.search.queries.ranking import Stems, frequencies, stems_of, written
from lyceum.kernel.search.rules.question import question_words, saying
from lyceum.kernel.search.rules.spelling import MOST_WORDS, may_be_slip, one_slip_away
from lyceum.kernel.search.rules.weight import rarity


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` that say something (no language of the sources stops them), each with its ``weights``.

    ``stems``: (which word, language, lexeme); several lexemes of one word where it had to be mended. A word that
    stands nowhere in the sources has no stem, and the weight of what is rarest. ``question``: as it was written.
    """

    words: Sequence[str]
    stems: Stems
    weights: Sequence[float]
    question: str


def asked_of(organisation_id: UUID, sources: Sequence[Source], question: str) -> Asked:
    words, languages = question_words(question), sorted({source.language for source in sources})
    stems = list(stems_of(words, languages))
    told = saying(len(words), {code: _stopped(len(words), stems, code) for code in languages})
    stems = [stem for stem in stems if stem[0] in told]
    known = frequencies(organisation_id, sources, stems)
    unknown = [n for n in told if n not in known and may_be_slip(words[n])][:MOST_WORDS]
    if unknown:
        mended = _mended(organisation_id, languages, words, unknown)
        known |= frequencies(organisation_id, sources, mended)
        stems += mended
    passages = sum(source.passages for source in sources)
    place = {n: at for at, n in enumerate(told)}
    return Asked(
        words=[words[n] for n in told],
        stems=[(place[n], code, stem) for n, code, stem in stems if n in known],
        weights=[rarity(passages, min(known.get(n, 0), passages)) for n in told],
        question=question,
    )


def _stopped(count: int, stems: Stems, code: str) -> set[int]:
    return set(range(count)) - {n for n, language, _stem in stems if language == code}


def _mended(
    organisation_id: UUID, languages: Sequence[str], words: Sequence[str], unknown: Sequence[int]
) -> list[tuple[int, str, str]]:
    variants = [(n, variant) for n in unknown for variant in sorted(one_slip_away(words[n]))]
    stems = stems_of([variant for _n, variant in variants], languages)
    there = written(organisation_id, [stem for _at, _code, stem in stems])
    return sorted({(variants[at][0], code, stem) for at, code, stem in stems if stem in there})
