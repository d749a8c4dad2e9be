"""An order and its payment in billing: asked in the order's transaction, begun after it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import MoneyAwaited
from lyceum.domains.events.models import Order, OrderState, StepKind
from lyceum.domains.events.queries.order import order_address, order_of
from lyceum.kernel.billing.actions.payment import Asked, NextStep, ask_payment, start_payment, void_payment
from lyceum.kernel.billing.models import Payment, PaymentState
from lyceum.kernel.billing.queries.payment_method import methods_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

ABOUT = "events:order"


def ask_for(caller: Anyone, order: Order, method: str, return_url: str) -> None:
    """In the transaction of the order, which is then to be saved. Another payment that is still open is voided."""
    methods = methods_of(order.organisation_id)
    allowed = [one for one in methods if not order.event.methods or one.code in order.event.methods]
    chosen = next((one for one in allowed if one.code == method), None)
    if chosen is None:
        raise Invalid(_("Choose how to pay."), fields={"method": [_("Choose how to pay.")]})
    if order.payment_id:
        void_payment(order.organisation_id, order.payment_id)
    order.payment_id, order.method = new_identifier(), method
    ask_payment(order.organisation_id, _asked(order, order.payment_id, method, return_url), methods)
    step(caller, order, StepKind.PAYMENT_ASKED, f"asked:{order.payment_id}", payment=order.payment_id, method=method)
    if not chosen.is_immediate:
        announce(caller, MoneyAwaited(order.id, order.event_id, method), about=order.organisation_id)


def pay_order(caller: Anyone, order_id: UUID, secret: str = "", *, method: str = "", return_url: str = "") -> NextStep:
    """Where the buyer goes on. ``method``: another way than the one chosen, or once more after a failure.

    Not in a transaction: the provider is called.
    """
    order = order_of(caller, order_id, secret)
    if order.state == OrderState.PAID:
        return NextStep("done")
    if order.state != OrderState.PLACED:
        raise Conflict(_("The time to pay has run out, and the places are free again."), code="expired")
    if (method and method != order.method) or _is_over(order):
        order = _asked_again(caller, order, secret, method or order.method, return_url)
    assert order.payment_id is not None
    return start_payment(order.organisation_id, order.payment_id)


@transaction.atomic
def _asked_again(caller: Anyone, order: Order, secret: str, method: str, return_url: str) -> Order:
    order = order_of(caller, order.id, secret, locked=True)
    if order.state == OrderState.PLACED:
        ask_for(caller, order, method, return_url)
        order.save()
    return order


def _is_over(order: Order) -> bool:
    if order.payment_id is None:
        return True
    over = (PaymentState.FAILED, PaymentState.VOIDED)
    return bool(
        Payment.objects.filter(organisation_id=order.organisation_id, id=order.payment_id, state__in=over).exists()
    )


def _asked(order: Order, payment_id: UUID, method: str, return_url: str) -> Asked:
    return Asked(
        id=payment_id,
        about_kind=ABOUT,
        about_id=order.id,
        amount=order.total,
        currency=order.currency,
        email=order.email,
        description=f"{order.event.title} · {order.code}",
        method=method,
        return_url=return_url or order_address(order),
        language=order.language,
        person_id=order.person_id,
    )
