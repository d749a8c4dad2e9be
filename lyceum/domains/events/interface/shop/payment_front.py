"""What whoever has placed an order is told about its payment."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lyceum.domains.events.models import Order
from lyceum.domains.events.queries.words import spoken_moment
from lyceum.kernel.billing.models import Payment, PaymentState
from lyceum.kernel.billing.queries.payment_method import BANK_TRANSFER, ON_SITE, how_to_pay, instructions


@dataclass(frozen=True, slots=True)
class PaymentFront:
    """``standing``: what a page that waits compares. ``lines``: what is written on a transfer."""

    standing: str
    title: str
    words: str
    is_waiting: bool = False
    may_pay: bool = False
    lines: list[tuple[str, str]] = field(default_factory=list)


def payment_front(order: Order) -> PaymentFront:
    payment = Payment.objects.filter(organisation_id=order.organisation_id, id=order.payment_id or order.id).first()
    standing = standing_of_payment(order, payment)
    if payment is None or payment.state in {PaymentState.FAILED, PaymentState.VOIDED}:
        words = _("Nothing was charged. Your places are still kept for a moment: try again, or with another card.")
        return PaymentFront(standing, _("The payment did not go through"), words, may_pay=True)
    if payment.method in {BANK_TRANSFER, ON_SITE}:
        return _by_hand(order, payment, standing)
    words = _("As soon as it has come in, this page shows your tickets. You may close it: we send them by e-mail, too.")
    is_open = payment.state != PaymentState.SUCCEEDED
    return PaymentFront(standing, _("We are waiting for the payment"), words, is_waiting=True, may_pay=is_open)


def standing_of_payment(order: Order, payment: Payment | None) -> str:
    return f"{order.state}:{payment.state if payment else ''}"


def _by_hand(order: Order, payment: Payment, standing: str) -> PaymentFront:
    lines = instructions(order.organisation_id, payment)
    until = spoken_moment(order.expires_at, order.event) if order.expires_at else ""
    if not lines:
        return PaymentFront(standing, _("You pay on site"), how_to_pay(order.organisation_id, payment))
    words = _("Make the transfer with exactly this reference. Your places are kept until %(until)s.")
    return PaymentFront(standing, _("How to pay"), words % {"until": until}, lines=lines)
