"""When people buy: many as a sale opens, some day by day, many again as the day comes near; in the evening, mostly."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import exp
from random import Random
from zoneinfo import ZoneInfo

_HOUR = timedelta(hours=1)
# How busy each hour is, by the clocks of the place: a little at noon, most after dinner, hardly anybody at night.
_BUSY = (2, 1, 0, 0, 0, 0, 1, 3, 5, 7, 8, 8, 10, 9, 7, 6, 6, 8, 10, 11, 13, 14, 11, 6)
_BURST, _STEADY, _RUSH = 2.6, 0.35, 1.5
_BURST_DAYS, _RUSH_DAYS = 1.2, 3.5


def buying_moments(
    chance: Random, opened: datetime, starts: datetime, wanted: float, until: datetime, zone: str
) -> Iterator[datetime]:
    """``wanted``: how many would buy from the opening to the start; only those before ``until`` are given, in order."""
    hours = list(_hours(chance, opened, starts, ZoneInfo(zone)))
    whole = sum(weight for _hour, weight in hours)
    for hour, weight in hours:
        many = int(wanted * weight / whole + chance.random())
        found = sorted(hour + _HOUR * chance.random() for _n in range(many))
        yield from (moment for moment in found if moment < until)


def _hours(chance: Random, opened: datetime, starts: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, float]]:
    whole = (starts - opened) / timedelta(days=1)
    mood: dict[int, float] = {}
    for number in range(int(whole * 24)):
        age, hour = number / 24, opened + number * _HOUR
        pull = _BURST * exp(-age / _BURST_DAYS) + _STEADY + _RUSH * exp(-(whole - age) / _RUSH_DAYS)
        day = mood.setdefault(number // 24, chance.uniform(0.6, 1.4))
        yield hour, pull * day * _BUSY[hour.astimezone(zone).hour]
