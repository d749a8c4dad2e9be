"""French or English? By the small words that every text is full of."""

import re
from collections import Counter

from lyceum.kernel.foundation.rules.normal import normal

LANGUAGES = {"fr": "french", "en": "english"}  # → PostgreSQL's configuration
_SMALL = {
    "fr": frozenset(
        "le la les un une des du de et est en que qui dans pour pas sur par au aux ce cette il elle sont".split()
    ),
    "en": frozenset(
        "the of and to in is that it for was are with as be by this from at which have not were his".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, otherwise: str = "fr") -> str:
    """``otherwise`` where the text says too little to tell."""
    words = Counter(_WORD.findall(normal(text[:50_000])))
    counts = {code: sum(words[word] for word in small) for code, small in _SMALL.items()}
    best = max(counts, key=lambda code: (counts[code], code == otherwise))
    return best if counts[best] else otherwise
