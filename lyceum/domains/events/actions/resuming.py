"""What has been left half-way, by a crash or by a provider that never spoke, is taken up again."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from lyceum.domains.events.actions.calling_off import give_all_back
from lyceum.domains.events.actions.finishing import finish_order
from lyceum.domains.events.actions.payment_news import payment_came
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import OrderRetried
from lyceum.domains.events.models import Event, EventState, Order, OrderState, OrderStep, StepKind
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.order import ABOUT, order_of
from lyceum.domains.events.queries.stuck import is_stuck
from lyceum.kernel.billing.actions.refund import give_back
from lyceum.kernel.billing.actions.watching import keep_reading
from lyceum.kernel.billing.models import Payment, PaymentState
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.models import Organisation

log = structlog.get_logger("lyceum.orders")
PATIENCE = timedelta(minutes=2)
AT_ONCE = 200


def resume_orders(organisation_id: UUID | None) -> None:
    """Every few minutes, in every organisation."""
    stuck = 0
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            resume_some(each_id)
            stuck += Order.objects.filter(is_stuck(each_id)).count()
    keep_reading(organisation_id, "orders_stuck", stuck)


def resume_some(organisation_id: UUID) -> None:
    """An order that awaits its money needs nothing yet, however many of them there are."""
    before = timezone.now() - PATIENCE
    paid = Order.objects.filter(organisation_id=organisation_id, done_at=None, paid_at__isnull=False)
    undone = paid.filter(placed_at__lt=before).order_by("placed_at").values_list("id", flat=True)[:AT_ONCE]
    for order_id in dict.fromkeys([*undone, *unheard(organisation_id, before)]):
        _resume_alone(organisation_id, order_id)
    called_off = Event.objects.filter(organisation_id=organisation_id, state=EventState.CANCELLED)
    left = called_off.filter(orders__state__in=(OrderState.HELD, OrderState.PLACED, OrderState.PAID)).distinct()
    for event_id in left.values_list("id", flat=True):
        give_all_back.later(organisation_id=organisation_id, event_id=event_id, once=str(event_id))


def _resume_alone(organisation_id: UUID, order_id: UUID) -> None:
    """One that cannot go on stays among the stuck ones, and holds up nobody else's."""
    try:
        resume(organisation_id, order_id)
    except Exception as fault:
        log.exception("order_not_resumed", order=str(order_id), fault=type(fault).__name__)


def unheard(organisation_id: UUID, before: datetime) -> list[UUID]:
    """Orders of which money came, and whose time line does not say so: also of those that have expired."""
    key = Concat(Value("paid:"), Cast(OuterRef("id"), TextField()))
    heard = OrderStep.objects.filter(order_id=OuterRef("about_id"), key=key)
    came = Payment.objects.filter(
        organisation_id=organisation_id, about_kind=ABOUT, state=PaymentState.SUCCEEDED, settled_at__lt=before
    )
    return list(came.exclude(Exists(heard)).order_by("settled_at").values_list("about_id", flat=True)[:AT_ONCE])


@transaction.atomic
def resume(organisation_id: UUID, order_id: UUID) -> None:
    """Whatever billing knows of it is heard again; then what follows a paid order is done again. Each step once."""
    came = Payment.objects.filter(
        organisation_id=organisation_id, about_kind=ABOUT, about_id=order_id, state=PaymentState.SUCCEEDED
    )
    for payment_id, paid in came.values_list("id", "paid"):
        payment_came(organisation_id, payment_id, order_id, paid)
    finish_order(organisation_id, order_id)


@transaction.atomic
def retry_order(caller: Caller, order_id: UUID) -> Order:
    """By those who sell: at once, instead of in some minutes."""
    order = order_of(caller, order_id, locked=True)
    refuse_unless(may_sell(caller, order.event_id))
    for failed in order.steps.filter(kind=StepKind.REFUND_FAILED):
        _ask_back_again(caller, order, failed)
    resume(order.organisation_id, order.id)
    step(caller, order, StepKind.RETRIED, f"retried:{timezone.now().timestamp()}")
    announce(caller, OrderRetried(order.id, order.event_id))
    order.refresh_from_db()
    return order


def _ask_back_again(caller: Caller, order: Order, failed: OrderStep) -> None:
    """Of the payment that it failed for, which is not the order's own where somebody paid twice."""
    key, amount, payment_id = (
        f"again:{failed.about['refund']}",
        failed.about["amount"],
        UUID(failed.about.get("payment") or str(order.payment_id)),
    )
    if step(caller, order, StepKind.REFUND_ASKED, key, payment=payment_id, amount=amount):
        give_back(order.organisation_id, payment_id, amount, key, "again")
