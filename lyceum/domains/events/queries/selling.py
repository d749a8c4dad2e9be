"""The orders of one event, for those who sell there: found by code, name or address; one with its time line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.events.models import Event, Order, OrderLine, OrderState, OrderStep
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.managed import event_at_work
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.stuck import is_stuck
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound

MOST_ORDERS = 50
STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class OrderShown:
    """``lines`` with their tickets, dead ones too; ``steps`` in the order in which they were done. ``is_stuck``: its
    saga stands still."""

    order: Order
    lines: Sequence[OrderLine]
    steps: Sequence[OrderStep]
    is_stuck: bool = False

    @property
    def live(self) -> list[OrderLine]:
        return [line for line in self.lines if line.is_live]


def event_sold_by(caller: Caller, event_id: UUID) -> Event:
    event = event_at_work(caller, event_id)
    if not may_sell(caller, event_id):
        raise NotAllowed(_("Only those who sell at this event see its orders."))
    return event


def orders_of(caller: Caller, event: Event, words: str = "", state: str = "") -> QuerySet[Order]:
    """Newest first. Names and addresses are sealed: they are found whole, by their blind index."""
    rows: QuerySet[Order] = Order.objects.within(caller).filter(event=event)
    if state == STUCK:
        rows = rows.filter(is_stuck(caller.organisation_id))
    elif state in OrderState.values:
        rows = rows.filter(state=state)
    if words := words.strip():
        found = Q(code__istartswith=words)
        for name in ("name_index", "email_index"):
            index: Any = Order._meta.get_field(name)
            found |= Q(**{f"{name}__in": index.candidates(words, caller.organisation_id)})
        rows = rows.filter(found)
    return rows.annotate(tickets=Count("lines", filter=Q(lines__is_live=True))).order_by("-id")


def order_shown(caller: Caller, event: Event, order_id: UUID) -> OrderShown:
    order = order_of(caller, order_id)
    if order.event_id != event.id:
        raise NotFound(_("There is no such order."))
    lines = order.lines.select_related("ticket_type", "voucher").prefetch_related("tickets").order_by("position", "id")
    steps = order.steps.select_related("person").order_by("created_at", "id")
    stands_still = Order.objects.filter(is_stuck(order.organisation_id), id=order.id).exists()
    return OrderShown(order, list(lines), list(steps), stands_still)
