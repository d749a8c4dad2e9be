"""What was held and not paid for is free again: dropped by its buyer, or expired."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.domains.events.actions.counting_places import free_places
from lyceum.domains.events.actions.offering import offer_freed
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import OrderCancelled, OrderExpired
from lyceum.domains.events.models import Order, OrderState, StepKind
from lyceum.domains.events.queries.order import order_of
from lyceum.kernel.billing.actions.payment import void_payment
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor
from lyceum.kernel.identity.models import Organisation

OPEN = (OrderState.HELD, OrderState.PLACED)
AT_ONCE = 50  # in one transaction: a busy quota's row is held for a moment only


@transaction.atomic
def drop_hold(caller: Anyone, order_id: UUID, secret: str = "") -> Order:
    """The buyer has thought better of it."""
    order = order_of(caller, order_id, secret, locked=True)
    if order.state in OPEN:
        release(caller, [order], OrderState.CANCELLED)
    return order


def expire_orders(organisation_id: UUID | None) -> None:
    """Every minute, in every organisation."""
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            while expire_some(each_id, timezone.now()) == AT_ONCE:
                pass


@transaction.atomic
def expire_some(organisation_id: UUID, now: datetime) -> int:
    """Those whom another transaction is busy with are left for the next time."""
    due = Order.objects.filter(organisation_id=organisation_id, state__in=OPEN, expires_at__lte=now)
    orders = list(due.order_by("event_id", "id").select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
    if orders:
        release(Visitor(organisation_id), orders, OrderState.EXPIRED)
    return len(orders)


def release(caller: Anyone, orders: list[Order], state: OrderState) -> None:
    """Locked orders of one organisation. Payments that were begun are voided: one that comes all the same is late."""
    organisation_id = orders[0].organisation_id
    kind = StepKind.EXPIRED if state == OrderState.EXPIRED else StepKind.CANCELLED
    for order in orders:
        if order.payment_id:
            void_payment(organisation_id, order.payment_id)
        order.state, order.expires_at, order.done_at = state, None, timezone.now()
        order.save(update_fields=["state", "expires_at", "done_at"])
        step(caller, order, kind)
        announce(caller, _told(order, state), about=organisation_id)
    lines = [line for order in orders for line in order.lines.filter(is_live=True).values_list("id", flat=True)]
    free_places(organisation_id, lines, were_sold=False)
    for event_id in sorted({order.event_id for order in orders}):
        offer_freed(caller, organisation_id, event_id)


def _told(order: Order, state: OrderState) -> OrderExpired | OrderCancelled:
    if state == OrderState.EXPIRED:
        return OrderExpired(order.id, order.event_id)
    return OrderCancelled(order.id, order.event_id, [], 0, order.currency, "dropped")
