"""All events side by side: money in each currency apart, for it cannot be added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from lyceum.domains.events.models import Event, EventState
from lyceum.domains.events.queries.figures import REVENUE, TICKETS, sold_lines
from lyceum.domains.events.queries.organising import EventLine, event_lines
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    line: EventLine
    tickets: int
    revenue: int


@dataclass(frozen=True, slots=True)
class Together:
    """``revenue`` by currency; the newest first."""

    lines: Sequence[Line]
    tickets: int
    places: int
    revenue: Mapping[str, int]

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.tickets / self.places)) if self.places else 0


def together(caller: Caller, events: QuerySet[Event]) -> Together:
    shown = list(events.exclude(state=EventState.DRAFT).order_by("-starts_at", "id")[:MOST])
    rows = (
        sold_lines(caller, [one.id for one in shown]).values("order__event_id").annotate(sold=TICKETS, revenue=REVENUE)
    )
    sold = {row["order__event_id"]: (row["sold"], row["revenue"]) for row in rows}
    lines = [Line(line, *sold.get(line.event.id, (0, 0))) for line in event_lines(caller, shown)]
    revenue: dict[str, int] = {}
    for one in lines:
        currency = one.line.event.currency
        revenue[currency] = revenue.get(currency, 0) + one.revenue
    earned = {currency: amount for currency, amount in sorted(revenue.items()) if amount}
    return Together(lines, sum(one.tickets for one in lines), sum(one.line.places for one in lines), earned)
