"""Whether a ticket type can be bought now, how many of it, and at which price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FEW = 10  # from here on one is told how many are left


class Standing(StrEnum):
    OPEN = "open"
    FEW = "few"
    SOLD_OUT = "sold_out"
    SOON = "soon"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Window:
    """When something is sold; None is no bound on that side. The end is excluded."""

    since: datetime | None = None
    until: datetime | None = None

    def within(self, other: "Window") -> "Window":
        """The time that lies in both."""
        since = max((one for one in (self.since, other.since) if one), default=None)
        until = min((one for one in (self.until, other.until) if one), default=None)
        return Window(since, until)


@dataclass(frozen=True, slots=True)
class Step:
    """An early bird: ``left`` of the first so many (None: as many as there are), until a moment."""

    price: int
    until: datetime | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Stand:
    """``most``: how many one order may hold. ``left``: told only where few are left. ``step``: which early bird."""

    standing: Standing
    most: int = 0
    left: int | None = None
    step: int | None = None

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.OPEN, Standing.FEW}


def stand(now: datetime, window: Window, places: int | None, *, bundle: int, least: int, most: int) -> Stand:
    """``places``: what its quotas have left together (None: nothing counts it); ``most``: of one order."""
    if window.until and now >= window.until:
        return Stand(Standing.OVER)
    if window.since and now < window.since:
        return Stand(Standing.SOON)
    left = most if places is None else max(0, places) // bundle
    if left < max(1, least):
        return Stand(Standing.SOLD_OUT)
    few = places is not None and left <= FEW
    return Stand(Standing.FEW if few else Standing.OPEN, min(left, most), left if few else None)


def step_now(now: datetime, steps: Sequence[Step]) -> int | None:
    """The first early bird that still holds."""
    for at, step in enumerate(steps):
        if (step.until is None or now < step.until) and (step.left is None or step.left > 0):
            return at
    return None
