"""What a buyer gets back by the rules that they saw before they bought, or by kinder ones that came later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    """Up to so many hours before the start (None: never), or ``until`` a moment; ``percent`` of the price, less ``fee``
    for each ticket."""

    until_hours: int | None
    percent: int
    fee: int
    starts_at: datetime
    until: datetime | None = None

    @property
    def last_moment(self) -> datetime | None:
        if self.until_hours is None:
            return self.until
        return self.starts_at - timedelta(hours=self.until_hours)

    def is_open(self, now: datetime) -> bool:
        return self.last_moment is not None and now < self.last_moment

    def gives(self, price: int) -> int:
        """Never less than nothing; half a unit goes to the buyer."""
        return max(0, (price * self.percent + 50) // 100 - self.fee)


def may_give_back(terms: Sequence[Terms], now: datetime) -> bool:
    return any(each.is_open(now) for each in terms)


def given_back(price: int, terms: Sequence[Terms], now: datetime) -> int:
    """By whichever of them, still open, gives the most."""
    return max((each.gives(price) for each in terms if each.is_open(now)), default=0)
