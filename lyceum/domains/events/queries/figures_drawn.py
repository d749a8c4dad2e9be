"""The figures of events as charts, each with its table: by hour, by day, and how the sale goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate, TruncHour
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.figures import sold_at
from lyceum.domains.events.rules.forecast import Forecast
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.drawing import dots
from lyceum.kernel.foundation.rules.indicator import Adding
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn

HOURS, DAYS = 48, 60
SPANS = {"hours": gettext_lazy("48 hours"), "days": gettext_lazy("Every day")}


@dataclass(frozen=True, slots=True)
class Fan:
    """The sale day by day until the event's day. ``cone``: points of what is likely, from today on; "" where nothing
    is said."""

    chart: Chart
    cone: str


def sales_chart(caller: Caller, event: Event, over: str) -> Chart:
    """By the clocks of its place; days since the sale began, sixty at most."""
    zone, now = ZoneInfo(event.time_zone), timezone.now()
    if over == "hours":
        return _by_hour(caller, event, zone, now.astimezone(zone).replace(minute=0, second=0, microsecond=0))
    last = min(now, event.ends_at).astimezone(zone).date()
    first = max(event.sale_began.astimezone(zone).date(), last - timedelta(days=DAYS - 1))
    return _by_day(caller, [event.id], zone, min(first, last), last)


def all_sales_chart(caller: Caller, events: Sequence[UUID], zone_name: str) -> Chart:
    zone = ZoneInfo(zone_name)
    today = timezone.localdate(timezone=zone)
    return _by_day(caller, events, zone, today - timedelta(days=29), today)


def fan(caller: Caller, event: Event, said: Forecast) -> Fan:
    zone = ZoneInfo(event.time_zone)
    today, day = timezone.localdate(timezone=zone), event.starts_at.astimezone(zone).date()
    begun = min(event.sale_began.astimezone(zone).date(), today)
    sold = sold_at(caller, [event.id], TruncDate("order__paid_at", tzinfo=zone))
    days = _days(begun, max(day, today))
    known = list(accumulate(sold.get((event.id, on), 0) for on in days if on <= min(today, day)))
    values: list[float | None] = [*known, *[None] * (len(days) - len(known))]
    if said.is_said and len(days) > len(known):
        values[-1] = said.likely
    figures = Figures(
        "fan",
        _("Tickets in all"),
        [_("%(day)s (forecast)") % {"day": _named(on)} if on == day > today else _named(on) for on in days],
        [date_format(on, "j M") for on in days],
        values,
        known[-1] if known else 0,
        adding=Adding.LATEST,
        reaches=said.high,
    )
    chart = drawn(figures)
    return Fan(chart, _cone(len(days), known, said, figures) if said.is_said and len(days) > len(known) else "")


def _cone(many: int, known: Sequence[int], said: Forecast, figures: Figures) -> str:
    """From what is sold today to the range on the day."""
    top = figures.top
    places = dots([*[0.0] * (many - 1), 0.0], top)
    today, day = places[len(known) - 1], places[-1]
    assert today
    assert day
    at = [(today.x, known[-1]), (day.x, said.low), (day.x, said.high)]
    return " ".join(f"{x},{100 - 100 * value / top:.2f}" for x, value in at)


def _by_hour(caller: Caller, event: Event, zone: ZoneInfo, last: datetime) -> Chart:
    hours = [last - timedelta(hours=n) for n in range(HOURS - 1, -1, -1)]
    sold = sold_at(caller, [event.id], TruncHour("order__paid_at", tzinfo=zone))
    values = [float(sold.get((event.id, hour), 0)) for hour in hours]
    names = [f"{date_format(hour, 'j F')}, {date_format(hour, 'H:i')}" for hour in hours]
    ticks = [date_format(hour, "D H:i") for hour in hours]
    return drawn(Figures("sales", _("Tickets sold by hour"), names, ticks, values, sum(values)))


def _by_day(caller: Caller, events: Sequence[UUID], zone: ZoneInfo, first: date, last: date) -> Chart:
    sold: dict[date, int] = {}
    for (_event, on), number in sold_at(caller, events, TruncDate("order__paid_at", tzinfo=zone)).items():
        sold[on] = sold.get(on, 0) + number
    days = _days(first, last)
    values = [float(sold.get(on, 0)) for on in days]
    ticks = [date_format(on, "j M") for on in days]
    return drawn(Figures("sales", _("Tickets sold by day"), [_named(on) for on in days], ticks, values, sum(values)))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _named(on: date) -> str:
    return date_format(on, "D j F Y")
