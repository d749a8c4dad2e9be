"""What was typed, as words to look for."""

import re

from lyceum.kernel.foundation.rules.normal import normal

MOST_WORDS = 8
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Normalised, in order, each once: ``words_of("Élan, élan vital") == ["elan", "vital"]``."""
    return list(dict.fromkeys(_WORD.findall(normal(text))))[:MOST_WORDS]


def searchable(text: str) -> str:
    """A text as it is indexed: normalised words, spaces between, nothing else."""
    return " ".join(_WORD.findall(normal(text)))
