"""Trigrams of a text: what a word and its misspelling still share."""

from lyceum.kernel.foundation.rules.normal import normal

LIKENESS = 0.4  # the share of the asked trigrams that an entry must have to be offered as "did you mean"


def trigrams(text: str) -> frozenset[str]:
    """Of each word between two spaces before and one after: ``trigrams("Été") == {"  e", " et", "ete", "te "}``."""
    padded = (f"  {word} " for word in normal(text).split())
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(asked: frozenset[str], found: frozenset[str]) -> float:
    """The share of what was asked that was found: 1.0 when every trigram is there."""
    return len(asked & found) / len(asked) if asked else 0.0
