"""BM25's two constants and its weight of a word, as every engine has them; nothing was fitted to any collection."""

import math

K1, B = 1.2, 0.75


def rarity(passages: int, frequency: int) -> float:
    """Robertson and Spärck Jones's weight of a word that stands in ``frequency`` of ``passages``, never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
