"""What events have sold, in numbers: each from what stands now, so that they agree with the orders and the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Min, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from lyceum.domains.events.models import Channel, Event, EventViews, Order, OrderLine, QuotaType, TicketKind
from lyceum.domains.events.permissions import may_see_figures
from lyceum.domains.events.queries.managed import event_at_work, events_at_work
from lyceum.kernel.billing.models import InvoiceTax
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed

ABOUT = "events:order"
TICKETS = Sum("places", filter=Q(is_live=True, ticket_type__kind=TicketKind.TICKET), default=0)
REVENUE = Sum(F("price") - F("given_back"), default=0)
_SEEN_FROM = (Channel.WEB, Channel.WIDGET)  # where a page is looked at before anything is bought
_SIGN = Case(When(invoice__credits=None, then=1), default=-1)


@dataclass(frozen=True, slots=True)
class Sums:
    """``revenue``: what came, less what went back. ``refunds``: how many orders got any of ``given_back``."""

    orders: int
    tickets: int
    revenue: int
    refunds: int
    given_back: int


@dataclass(frozen=True, slots=True)
class Share:
    """Of a type or a channel. ``places``: that its quotas count, None where none does (or it is a channel)."""

    name: str
    tickets: int
    revenue: int
    orders: int = 0
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Funnel:
    """On the shop's own pages, since its views are counted: looked at, taken places, given a name, paid."""

    views: int
    held: int
    placed: int
    paid: int
    since: date | None

    @property
    def steps(self) -> list[int]:
        return [self.views, self.held, self.placed, self.paid]


@dataclass(frozen=True, slots=True)
class Tax:
    """What the invoices of the event's orders say of one rate, less their credit notes."""

    rate: int
    gross: int
    tax: int

    @property
    def net(self) -> int:
        return self.gross - self.tax

    @property
    def percent(self) -> float:
        return self.rate / 100


def event_counted(caller: Caller, event_id: UUID) -> Event:
    """One whose figures the caller may see."""
    event = event_at_work(caller, event_id)
    if not may_see_figures(caller, event_id):
        raise NotAllowed(_("Only those who may see what events sell see its figures."))
    return event


def events_counted(caller: Caller) -> QuerySet[Event]:
    """Those whose figures the caller may see."""
    rows = events_at_work(caller)
    if caller.may("events.see_figures"):
        return rows
    mine = [one.id for one in rows if may_see_figures(caller, one.id)]
    return rows.filter(id__in=mine)


def sold_lines(caller: Caller, events: Iterable[UUID]) -> QuerySet[OrderLine]:
    """Lines of orders that were paid, or free; those given back since too."""
    rows: QuerySet[OrderLine] = OrderLine.objects.within(caller)
    return rows.filter(order__event__in=list(events), order__paid_at__isnull=False)


def sums_of(caller: Caller, event: Event) -> Sums:
    found = sold_lines(caller, [event.id]).aggregate(tickets=TICKETS, revenue=REVENUE)
    orders = Order.objects.within(caller).filter(event=event, paid_at__isnull=False)
    counted = orders.aggregate(
        orders=Count("id", filter=~Q(state="cancelled")),
        refunds=Count("id", filter=Q(given_back__gt=0)),
        given_back=Sum("given_back", default=0),
    )
    return Sums(counted["orders"], found["tickets"], found["revenue"], counted["refunds"], counted["given_back"])


def by_type(caller: Caller, event: Event) -> list[Share]:
    rows = (
        sold_lines(caller, [event.id])
        .values("ticket_type_id")
        .annotate(sold=Sum("places", filter=Q(is_live=True), default=0), revenue=REVENUE)
    )
    sold = {row["ticket_type_id"]: row for row in rows}
    quotas = QuotaType.objects.within(caller).filter(ticket_type__event=event).values("ticket_type_id")
    places = {row["ticket_type_id"]: row["least"] for row in quotas.annotate(least=Min("quota__capacity"))}
    none = {"sold": 0, "revenue": 0}
    types = event.ticket_types.order_by("position", "id")
    return [
        Share(one.name, sold.get(one.id, none)["sold"], sold.get(one.id, none)["revenue"], places=places.get(one.id))
        for one in types
    ]


def by_channel(caller: Caller, event: Event) -> list[Share]:
    rows = (
        sold_lines(caller, [event.id])
        .values("order__channel")
        .annotate(sold=TICKETS, revenue=REVENUE, orders=Count("order", distinct=True))
        .order_by("-sold", "order__channel")
    )
    return [Share(row["order__channel"], row["sold"], row["revenue"], row["orders"]) for row in rows]


def sold_at(caller: Caller, events: Sequence[UUID], bucket: Any) -> dict[tuple[UUID, Any], int]:
    """Tickets by event and by the hour or day (``bucket`` of ``order__paid_at``) in which they were paid."""
    rows = sold_lines(caller, events).annotate(at=bucket).values("order__event_id", "at").annotate(sold=TICKETS)
    return {(row["order__event_id"], row["at"]): row["sold"] for row in rows if row["sold"]}


def funnel_of(caller: Caller, event: Event) -> Funnel:
    seen = EventViews.objects.within(caller).filter(event=event, channel__in=_SEEN_FROM)
    views = seen.aggregate(number=Sum("number", default=0), since=Min("day"))
    since = views["since"]
    orders = Order.objects.within(caller).filter(event=event, channel__in=_SEEN_FROM)
    if since:
        orders = orders.filter(created_at__date__gte=since)
    counted = orders.aggregate(
        held=Count("id"),
        placed=Count("id", filter=Q(placed_at__isnull=False)),
        paid=Count("id", filter=Q(paid_at__isnull=False)),
    )
    return Funnel(views["number"], counted["held"], counted["placed"], counted["paid"], since)


def taxes_of(caller: Caller, event: Event) -> list[Tax]:
    orders = Order.objects.within(caller).filter(event=event).values("id")
    rows = (
        InvoiceTax.objects.within(caller)
        .filter(invoice__about_kind=ABOUT, invoice__about_id__in=orders)
        .values("rate")
        .annotate(all=Sum(F("gross") * _SIGN), taxed=Sum(F("tax") * _SIGN))
        .order_by("rate")
    )
    return [Tax(row["rate"], row["all"], row["taxed"]) for row in rows]
