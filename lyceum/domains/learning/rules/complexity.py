"""How complex a student's question is, 1 to 5, with the parts of which the figure is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.domains.learning.rules.likeness import fold, variants, words

# Bloom's levels, from remembering (1) to creating (6): how questions of each begin, folded, French and English.
BLOOM = (
    (6, "concevoir imaginer inventer proposer creer construire elaborer design create invent propose build devise"),
    (5, "evaluer juger critiquer defendre justifier argumenter convaincre evaluate judge criticise justify defend "
    "argue"),
    (4, "comparer analyser distinguer differencier difference opposer demontrer prouver lien rapport relation compare "
        "analyse analyze contrast distinguish differ prove demonstrate link relate relationship"),
    (3, "calculer appliquer resoudre utiliser determiner mesurer exercice calculate apply solve use compute determine"),
    (2, "expliquer pourquoi comment decrire resumer comprendre interpreter explain why how describe summarise "
    "understand"),
    (1, "definir quel quelle quels quelles qui quand ou combien citer nommer define what who when where list name "
    "which"),
)  # fmt: skip
_LEVELS = {word: level for level, said in reversed(BLOOM) for word in said.split()}
_STEMS = {word[:6]: level for word, level in _LEVELS.items() if len(word) > 6}
_LONG = 40  # words: a question that long counts as fully long
_MANY = 4  # concepts
_WEIGHTS = (0.15, 0.25, 0.4, 0.2)


@dataclass(frozen=True, slots=True)
class Complexity:
    """``level``: 1 to 5. The parts: 0 to 1 each, but ``bloom``: 1 to 6. ``concepts``: headings touched."""

    level: int
    length: float
    concepts: tuple[str, ...]
    bloom: int
    doubt: float


def complexity(question: str, headings: Sequence[str], confidence: float) -> Complexity:
    """``confidence``: 0 to 1, of the retrieval: what the course hardly speaks of is harder to answer."""
    said = words(fold(question))
    length = min(1.0, len(said) / _LONG)
    touched = tuple(heading for heading in dict.fromkeys(headings) if _touches(said, heading))
    bloom = max((_level(word) for word in said), default=0) or 1
    doubt = 1 - min(1.0, max(0.0, confidence))
    parts = (length, min(1.0, len(touched) / _MANY), (bloom - 1) / 5, doubt)
    score = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
    return Complexity(min(5, 1 + int(score * 5 + 1e-9)), round(length, 4), touched, bloom, round(doubt, 4))


def _level(word: str) -> int:
    return _LEVELS.get(word) or _STEMS.get(word[:6], 0)


def _touches(said: Sequence[str], heading: str) -> bool:
    """Half of the heading's words, at least one of them long."""
    forms = set[str]().union(*(variants(word) for word in said))
    wanted = [word for word in words(fold(heading)) if len(word) > 3]
    return bool(wanted) and 2 * sum(bool(variants(word) & forms) for word in wanted) >= len(wanted)
