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
    holding: dict[str, list[int]] = {}
    for gram in grams(asked):
        # A text without "lum" has no "lumi": each gram is looked for where the two inside it were found.
        inner = holding.get(gram[1:], ())
        among = [at for at in holding[gram[:-1]] if at in inner] if len(gram) > SIZES[0] else range(len(padded))
        counts = [(at, count) for at in among if (count := padded[at].count(gram))]
        holding[gram] = [at for at, _count in counts]
        weight = rarity(len(padded), len(counts)) * (K1 + 1)
        for at, count in counts:
            scores[at] += weight * count / (count + damped[at])
    return scores
