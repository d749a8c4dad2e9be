"""How long a carrier that is out is left alone: longer each time, and not for everybody alike."""

from datetime import timedelta

MOST_TRIES = 8
FIRST = timedelta(seconds=10)
GROWTH = 3


def pause(tries: int, chance: float) -> timedelta | None:
    """After so many tries (1 and more); None: it was the last. ``chance``, 0 to 1, spreads it by a fifth either way,
    so that what failed together does not come back together. Seven pauses of 10 s, 30 s … 2 h: three hours in all."""
    if tries >= MOST_TRIES:
        return None
    return FIRST * GROWTH ** (tries - 1) * (0.8 + 0.4 * chance)
