"""Whom the organiser has invited to an event, and what is kept back for those to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from lyceum.domains.events.models import Channel, Event, Order, OrderState, Quota, Reserve, Ticket, TicketState
from lyceum.kernel.foundation.rules.caller import Caller

MOST_GUESTS = 200


@dataclass(frozen=True, slots=True)
class GuestTotals:
    invited: int
    tickets: int
    came: int


@dataclass(frozen=True, slots=True)
class KeptBack:
    """``most``: what may be kept back at most, what is already among it."""

    quota: Quota
    places: int

    @property
    def most(self) -> int:
        return self.places + self.quota.left


def guests_of(caller: Caller, event: Event) -> QuerySet[Order]:
    """Newest first; those withdrawn too."""
    rows: QuerySet[Order] = Order.objects.within(caller).filter(event=event, channel=Channel.GUEST)
    here = Q(lines__tickets__admitted_at__isnull=False)
    counted = rows.annotate(tickets=Count("lines__tickets"), came=Count("lines__tickets", filter=here))
    return counted.prefetch_related("lines__ticket_type").order_by("-id")


def totals_of(caller: Caller, event: Event) -> GuestTotals:
    orders = Order.objects.within(caller).filter(event=event, channel=Channel.GUEST, state=OrderState.PAID)
    tickets = Ticket.objects.within(caller).filter(line__order__in=orders).exclude(state=TicketState.CANCELLED)
    came = tickets.filter(admitted_at__isnull=False)
    return GuestTotals(orders.count(), tickets.count(), came.count())


def kept_back(caller: Caller, event: Event) -> Sequence[KeptBack]:
    kept = dict(Reserve.objects.within(caller).filter(event=event).values_list("quota_id", "places"))
    rows = Quota.objects.within(caller).filter(event=event).order_by("name", "id")
    return [KeptBack(quota, kept.get(quota.id, 0)) for quota in rows]


def kept_in_all(caller: Caller, event_id: UUID) -> int:
    """Places that count as held, and of which nobody is paying."""
    rows = Reserve.objects.within(caller).filter(event_id=event_id)
    return int(rows.aggregate(all=Sum("places"))["all"] or 0)


def tickets_out(caller: Caller, event: Event) -> int:
    """That let somebody in."""
    return int(Ticket.objects.within(caller).filter(event=event).exclude(state=TicketState.CANCELLED).count())
