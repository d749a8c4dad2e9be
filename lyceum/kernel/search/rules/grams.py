"""How alike two texts are letter by letter: what a stem cut too short, or a slip, still leaves in common."""

from collections.abc import Sequence

from lyceum.kernel.search.rules.weight import K1, B, rarity

SIZES = (3, 4, 5)  # letters


def grams(words: Sequence[str]) -> list[str]:
    """Of each normalised word between two spaces, each once: ``grams(["ete"])`` has `` et``, ``ete``, ``te ``…"""
    padded = (f" {word} " for word in words)
    return list(
        dict.fromkeys(word[at : at + size] for word in padded for size in SIZES for at in range(len(word) - size + 1))
    )


def likenesses(asked: Sequence[str], texts: Sequence[str]) -> list[float]:
    """BM25 of the grams of what was asked in each text (normalised words, spaces between).

    How rare a gram is, is counted among these texts: they are the ones that the ranking is to tell apart.
    """
    padded = [f" {text} " for text in texts]
    average = sum(map(len, padded)) / max(len(padded), 1)
    damped = [K1 * (1 - B + B * len(text) / average) for text in padded]
    scores = [0.0] * len(padded)
    for gram in grams(asked):
        counts = [text.count(gram) for text in padded]
        weight = rarity(len(counts), len(counts) - counts.count(0)) * (K1 + 1)
        for at, count in enumerate(counts):
            if count:
                scores[at] += weight * count / (count + damped[at])
    return scores
