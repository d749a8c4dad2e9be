"""What a buyer gets back by the rules that they saw before they bought."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    """Up to so many hours before the start (None: never); ``percent`` of the price, less ``fee`` for each ticket."""

    until_hours: int | None
    percent: int
    fee: int
    starts_at: datetime

    @property
    def last_moment(self) -> datetime | None:
        return None if self.until_hours is None else self.starts_at - timedelta(hours=self.until_hours)

    def is_open(self, now: datetime) -> bool:
        return self.last_moment is not None and now < self.last_moment


def given_back(price: int, terms: Terms) -> int:
    """Never less than nothing; half a unit goes to the buyer."""
    return max(0, (price * terms.percent + 50) // 100 - terms.fee)
