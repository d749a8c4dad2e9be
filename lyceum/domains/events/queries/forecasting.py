"""What an event is likely to sell, from how the past events of the same organisation had sold by then."""

from collections.abc import Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils import timezone

from lyceum.domains.events.models import Event, EventState
from lyceum.domains.events.queries.figures import sold_at
from lyceum.domains.events.rules.forecast import Forecast, Past, forecast
from lyceum.kernel.foundation.rules.caller import Caller

_MOST_PAST, _ENOUGH, _LEAST_SOLD = 30, 3, 20


def forecast_of(caller: Caller, event: Event, places: int) -> Forecast:
    """``places``: of all its tickets together; nothing: without end."""
    zone = ZoneInfo(event.time_zone)
    today, day = timezone.localdate(timezone=zone), event.starts_at.astimezone(zone).date()
    begun = event.sale_began.astimezone(zone).date()
    sold = sold_at(caller, [event.id], TruncDate("order__paid_at", tzinfo=zone))
    each = [sold.get((event.id, begun + timedelta(days=n)), 0) for n in range((today - begun).days + 1)]
    early = sum(number for (_event, on), number in sold.items() if on < begun)
    if each:
        each[0] += early
    return forecast(each, (day - today).days, places or None, _past(caller, event))


def _past(caller: Caller, event: Event) -> list[Past]:
    """Those of the same kind, where there are enough; else all. By their own calendars."""
    over = Event.objects.within(caller).filter(ends_at__lt=timezone.now(), state=EventState.PUBLISHED)
    recent = list(over.exclude(id=event.id).order_by("-starts_at")[:_MOST_PAST])
    like = [one for one in recent if one.category == event.category]
    chosen = like if len(like) >= _ENOUGH else recent
    sold = sold_at(caller, [one.id for one in chosen], TruncDate("order__paid_at"))
    pasts = [_as_past(one, {on: number for (of, on), number in sold.items() if of == one.id}) for one in chosen]
    return [one for one in pasts if sum(one.sold_before) >= _LEAST_SOLD]


def _as_past(event: Event, sold: Mapping[date, int]) -> Past:
    day = event.starts_at.astimezone(ZoneInfo(event.time_zone)).date()
    before = [max(0, (day - on).days) for on in sold]
    counted = [0] * (max(before, default=0) + 1)
    for days, number in zip(before, sold.values(), strict=True):
        counted[days] += number
    return Past(counted)
