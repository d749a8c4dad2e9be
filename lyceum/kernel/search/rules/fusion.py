"""Several rankings made one.

The scores are added, not the ranks: how far the first is ahead of the second is worth keeping (Bruch, Gai and Ingber,
"An Analysis of Fusion Functions for Hybrid Retrieval", 2022). Each is first divided by its best, so that 1 is the best
that any passage reached and 0 is nothing in common.
"""

from collections.abc import Sequence

WORDS, LETTERS = 2.0, 1.0  # the weights of BM25 and of character grams
MEANING = 1.0  # of vectors: never above the words, whatever the model


def fused(*weighted: tuple[float, Sequence[float]]) -> list[float]:
    """(weight, one score per passage, at least 0)… → one score per passage, from 0 to 1."""
    total = sum(weight for weight, _scores in weighted)
    shares = [[weight * score / (max(scores, default=0.0) or 1.0) for score in scores] for weight, scores in weighted]
    return [sum(parts) / total for parts in zip(*shares, strict=True)]


def refined(scores: Sequence[float], likenesses: Sequence[float | None]) -> list[float]:
    """Fused scores, once more with how alike the vectors are; a passage without one keeps what it has.

    Models differ in what they call alike (0.2 or 0.8), so that only the order among these passages counts: 0 is the
    farthest of them, 1 the nearest.
    """
    known = [likeness for likeness in likenesses if likeness is not None]
    if not known:
        return list(scores)
    low, width = min(known), (max(known) - min(known)) or 1.0
    before = WORDS + LETTERS
    return [
        score if likeness is None else (before * score + MEANING * (likeness - low) / width) / (before + MEANING)
        for score, likeness in zip(scores, likenesses, strict=True)
    ]
