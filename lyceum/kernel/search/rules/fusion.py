"""Several rankings made one.

The scores are added, not the ranks: how far the first is ahead of the second is worth keeping (Bruch, Gai and Ingber,
"An Analysis of Fusion Functions for Hybrid Retrieval", 2022). Each is first divided by its best, so that 1 is the best
that any passage reached and 0 is nothing in common.
"""

from collections.abc import Sequence

WORDS, LETTERS = 2.0, 1.0  # the weights of BM25 and of character grams; another ranking would be one pair more


def fused(*weighted: tuple[float, Sequence[float]]) -> list[float]:
    """(weight, one score per passage, at least 0)… → one score per passage, from 0 to 1."""
    total = sum(weight for weight, _scores in weighted)
    shares = [[weight * score / (max(scores, default=0.0) or 1.0) for score in scores] for weight, scores in weighted]
    return [sum(parts) / total for parts in zip(*shares, strict=True)]
