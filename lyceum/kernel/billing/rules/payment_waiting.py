"""When a provider that has not spoken is asked."""

from datetime import timedelta

FIRST = timedelta(minutes=3)  # most have paid by then, and the provider has told
_SHORTEST, _LONGEST = timedelta(seconds=20), timedelta(hours=6)
STUCK = 6  # tries without an end: somebody should look


def pause(tries: int) -> timedelta:
    """20 s, 40 s, 80 s … 6 h: doubled at every try that brought no end."""
    return min(_SHORTEST * 2 ** min(tries, 20), _LONGEST)
