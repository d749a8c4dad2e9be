"""How the public tells events apart: bands of price, periods from now, distances."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from lyceum.kernel.foundation.rules.money import exponent

BANDS = {"free": 0, "to_10": 10, "to_25": 25, "to_50": 50}  # up to so many euros, dollars, …; else "more"
PERIODS = ("today", "tomorrow", "weekend", "week", "month")
DISTANCES = (10, 25, 50, 100, 250)  # kilometres
FEW = 20  # places: then it says how many


def band_of(price: int, currency: str) -> str:
    unit = 10 ** exponent(currency)
    return next((name for name, most in BANDS.items() if price <= most * unit), "more")


def periods(now: datetime) -> dict[str, tuple[datetime, datetime]]:
    """From, to just before; ``now`` in the reader's time zone. The weekend begins on Friday at six."""
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    days = [midnight + timedelta(days=n) for n in range(3)]
    friday = midnight + timedelta(days=4 - now.weekday(), hours=18)
    monday = midnight + timedelta(days=7 - now.weekday())
    following = (midnight.replace(day=1) + timedelta(days=32)).replace(day=1)
    return {
        "today": (now, days[1]),
        "tomorrow": (days[1], days[2]),
        "weekend": (max(friday, now), monday),
        "week": (now, monday),
        "month": (now, following),
    }


def places_left(types: Iterable[tuple[int, frozenset[str]]], left: Mapping[str, int]) -> int | None:
    """``types``: (places that one takes, quotas that count it); ``left``: of each quota. None: nobody counts.

    Types under the same quotas share them; a quota that counts all of them bounds the whole.
    """
    groups: dict[frozenset[str], int] = {}
    for bundle, quotas in types:
        if not quotas:
            return None
        fits = min(left[quota] for quota in quotas)
        groups[quotas] = max(groups.get(quotas, 0), fits if fits >= bundle else 0)
    if not groups:
        return None
    shared = frozenset.intersection(*groups)
    return min([sum(groups.values()), *(left[quota] for quota in shared)])
