"""What reports look at each day: tickets and orders that were paid, people who came; from the rows, so that the past
can be told."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count

from lyceum.domains.events.models import OrderLine, Ticket
from lyceum.domains.events.queries.figures import TICKETS as SOLD
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.indicator import Tally
from lyceum.kernel.identity.models import Organisation

TICKETS, ORDERS, ATTENDANCE = "events.tickets", "events.orders", "events.attendance"


def tickets_on(organisation_id: UUID, on: date) -> Iterator[Tally]:
    """Those given back since are not among them."""
    paid = OrderLine.objects.within(Visitor(organisation_id)).filter(order__paid_at__range=_day(organisation_id, on))
    yield from _tally(TICKETS, on, paid.aggregate(sold=SOLD)["sold"])


def orders_on(organisation_id: UUID, on: date) -> Iterator[Tally]:
    paid = OrderLine.objects.within(Visitor(organisation_id)).filter(order__paid_at__range=_day(organisation_id, on))
    yield from _tally(ORDERS, on, paid.filter(is_live=True).aggregate(orders=Count("order", distinct=True))["orders"])


def attendance_on(organisation_id: UUID, on: date) -> Iterator[Tally]:
    came = Ticket.objects.within(Visitor(organisation_id)).filter(admitted_at__range=_day(organisation_id, on))
    yield from _tally(ATTENDANCE, on, came.count())


def _tally(code: str, on: date, number: int) -> Iterator[Tally]:
    if number:
        yield Tally(code, on, number)


def _day(organisation_id: UUID, on: date) -> tuple[datetime, datetime]:
    """By the organisation's calendar."""
    zone = ZoneInfo(Organisation.objects.values_list("time_zone", flat=True).get(id=organisation_id))
    begins = datetime.combine(on, time(), zone)
    return begins, datetime.combine(on + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
