"""A line before a sale that more people want to enter than the machine serves.

Everybody who comes takes a number; numbers are let in at a rate, so that who is let in by now follows from the clock
and needs no writing. Who comes before the sale opens does not gain by coming first: at opening they are shuffled.
Times in seconds, rates in people a second.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from math import floor

SLOWEST, STARTING_RATE, FASTEST = 1.0, 20.0, 400.0  # it begins with what two cores serve
PLACE_FIELD = "place"  # under this name a place travels in forms, addresses and cookies
WISHED_MS = 200.0  # of a hold, at the 95th percentile, seen from inside
CROWDED = 0.9  # of holds; whoever waits before a process is not seen from inside, but that all are at work is
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Turnstile:
    """``base`` numbers had been let in at ``since``; from then on ``rate`` a second.

    ``lobby``: how many came before it opened, and are shuffled by ``seed``.
    """

    base: float
    since: datetime
    rate: float
    lobby: int = 0
    seed: str = ""


def let_in(turnstile: Turnstile, now: datetime) -> int:
    """How many numbers, from 0, may pass by now."""
    passed = max(0.0, (now - turnstile.since).total_seconds()) * turnstile.rate
    return floor(turnstile.base + passed)


def turn_of(turnstile: Turnstile, number: int) -> int:
    """The place in line that a number stands for."""
    if number >= turnstile.lobby:
        return number
    return shuffled(number, turnstile.lobby, turnstile.seed)


def ahead_of(turnstile: Turnstile, number: int, now: datetime) -> int:
    """How many are still to be let in before this number; less than 0: it may pass."""
    return turn_of(turnstile, number) - let_in(turnstile, now)


def wait_of(turnstile: Turnstile, number: int, now: datetime) -> float:
    return max(0.0, (ahead_of(turnstile, number, now) + 1) / turnstile.rate)


def told_wait(seconds: float) -> tuple[int, int]:
    """Minutes, from and to, as it is told: the rate changes, so that more than a range would be a lie."""
    low, high = floor(seconds * 0.7 / 60), floor(seconds * 1.4 / 60) + 1
    return low, high


def at_rate(turnstile: Turnstile, rate: float, now: datetime) -> Turnstile:
    """Goes on from who has been let in by now: nobody loses a place."""
    passed = max(0.0, (now - turnstile.since).total_seconds()) * turnstile.rate
    return replace(turnstile, base=turnstile.base + passed, since=now, rate=_bounded(rate))


def adapted(rate: float, slow_ms: float, crowded: float = 0.0) -> float:
    """A little faster while holds are quick, much slower as soon as they are not (additive increase, multiplicative
    decrease, as TCP does): it finds what the machine serves, and stays below.

    ``crowded``: the part of holds that found everybody else of their process at work, so that the next had to wait.
    """
    return _bounded(rate * 0.7 if slow_ms > WISHED_MS or crowded > CROWDED else rate + 2.0)


def shuffled(number: int, count: int, seed: str) -> int:
    """A permutation of ``range(count)`` that the seed chooses: nobody can know a place before the seed is drawn.

    A Feistel network over the next power of four, walked until it is inside (Black and Rogaway 2002).
    """
    half = 1
    while 1 << (2 * half) < count:
        half += 1
    while True:
        number = _mixed(number, half, seed)
        if number < count:
            return number


def sign_place(secret: str, line: str, number: int) -> str:
    """A place as its holder carries it: the number, and a seal that only we can make. ``line``: which line it is in."""
    return f"{number}.{_seal(secret, line, number)}"


def read_place(secret: str, line: str, place: str) -> int | None:
    """None where it is not one of ours, or of another line."""
    number, _dot, seal = place.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    return int(number) if hmac.compare_digest(seal.encode(), _seal(secret, line, int(number)).encode()) else None


def _mixed(number: int, half: int, seed: str) -> int:
    mask = (1 << half) - 1
    left, right = number >> half, number & mask
    for turn in range(_ROUNDS):
        digest = sha256(f"{seed}:{turn}:{right}".encode()).digest()
        left, right = right, left ^ (int.from_bytes(digest[:8]) & mask)
    return (left << half) | right


def _seal(secret: str, line: str, number: int) -> str:
    said = f"lyceum.events.turnstile:{line}:{number}".encode()
    return urlsafe_b64encode(hmac.new(secret.encode(), said, sha256).digest()[:15]).decode()


def _bounded(rate: float) -> float:
    return min(max(rate, SLOWEST), FASTEST)
