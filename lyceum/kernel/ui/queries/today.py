"""*Today*: what every room says this person should do, in the order of urgency."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import TodayItem

_FAR = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class Today:
    at: datetime
    part_of_day: str  # night · morning · afternoon · evening
    now: list[TodayItem]
    today: list[TodayItem]
    later: list[TodayItem]

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.today or self.later)


def today_for(caller: Caller, at: datetime | None = None) -> Today:
    local = (at or timezone.now()).astimezone(ZoneInfo(caller.time_zone))
    items = sorted(_items(caller), key=lambda item: (item.at or _FAR, item.title))
    by_urgency = {urgency: [item for item in items if item.urgency == urgency] for urgency in (2, 1, 0)}
    return Today(local, part_of_day(local.hour), by_urgency[2], by_urgency[1], by_urgency[0])


def part_of_day(hour: int) -> str:
    if hour < 5 or hour >= 22:
        return "night"
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def _items(caller: Caller) -> list[TodayItem]:
    return [item for room in registry.rooms().values() if room.today for item in room.today(caller)]
