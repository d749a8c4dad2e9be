"""Which sentences answer best, and how much of the question they speak of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lyceum.kernel.search.rules.weight import K1, B

MOST_SENTENCES = 3
ENOUGH = 0.5  # of the question's weight: below it, say that the documents do not seem to speak of it


@dataclass(frozen=True, slots=True)
class Sentence:
    """``words``: which of the question's words stand in it; ``length`` in lexemes."""

    words: Collection[int]
    length: int


def score(sentence: Sentence, weights: Sequence[float], average: float) -> float:
    """BM25 of a sentence, where a word said twice counts once."""
    damped = K1 * (1 - B + B * sentence.length / (average or 1.0))
    return sum(weights[n] for n in sentence.words) * (K1 + 1) / (1 + damped)


def coverage(words: Collection[int], weights: Sequence[float]) -> float:
    """The share of the question's weight that these words carry: rare words count most, unknown ones most of all."""
    total = sum(weights)
    return sum(weights[n] for n in set(words)) / total if total else 0.0


def best(sentences: Mapping[int, Sentence], weights: Sequence[float]) -> list[int]:
    """Keys of up to three sentences, best first."""
    average = sum(sentence.length for sentence in sentences.values()) / max(len(sentences), 1)
    return sorted(sentences, key=lambda key: -score(sentences[key], weights, average))[:MOST_SENTENCES]
