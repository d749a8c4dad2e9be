"""Ask for money, send the payer to where they pay, take the asking back, or say that the money has come."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.ai.actions.chain import refuse_in_transaction
from lyceum.kernel.billing.actions.payment_settling import note, settle
from lyceum.kernel.billing.actions.payment_vendor import cancel_at_vendor, check_payment
from lyceum.kernel.billing.actions.refund import confirm_refund_by_hand, give_back
from lyceum.kernel.billing.announcements import PaymentVoided
from lyceum.kernel.billing.models import Payment
from lyceum.kernel.billing.permissions import may_settle_payments
from lyceum.kernel.billing.ports import BY_HAND, Charge, PaymentFact, VendorRefused, VendorUnavailable, payments
from lyceum.kernel.billing.queries.payment_method import Method, account_of, how_to_pay, methods_of, usual_fee
from lyceum.kernel.billing.rules.payment_code import new_code
from lyceum.kernel.billing.rules.payment_state import OPEN, PaymentState, Said
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound, TooMany, Unavailable

__all__ = [
    "Asked",
    "NextStep",
    "ask_payment",
    "confirm_by_hand",
    "confirm_refund_by_hand",
    "give_back",
    "look_again",
    "start_payment",
    "void_payment",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be paid, and for what. ``id`` is the asker's own: asking twice is asking once. ``fee``: of the amount,
    for whoever runs the installation; None: its usual part. ``person_id``: the payer, where they have an account."""

    id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str
    email: str
    description: str
    method: str
    return_url: str
    language: str
    fee: int | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """``go``: to ``url``; ``instructions``: in ``text``; ``wait``: the provider has not decided; ``done``: paid."""

    kind: str
    url: str = ""
    text: str = ""


def ask_payment(organisation_id: UUID, asked: Asked, methods: Sequence[Method] | None = None) -> Payment:
    """In the transaction of the sale: only the row. A second one for the same thing waits until the first is over.

    ``methods``: those of ``methods_of``, of whoever has just read them.
    """
    if known := Payment.objects.filter(organisation_id=organisation_id, id=asked.id).first():
        return _same(known, asked)
    offered = methods_of(organisation_id) if methods is None else methods
    method = next((m for m in offered if m.code == asked.method), None)
    if method is None:
        raise Invalid(_("This way to pay is not offered."), fields={"method": [_("This way to pay is not offered.")]})
    fee = usual_fee(organisation_id, method, asked.amount) if asked.fee is None else asked.fee
    if asked.amount <= 0 or not 0 <= fee <= asked.amount:
        raise Invalid(_("There is nothing to pay."), code="nothing_to_pay")
    try:
        with transaction.atomic():
            return _asked(organisation_id, asked, method.provider, fee)
    except IntegrityError as race:
        if known := Payment.objects.filter(organisation_id=organisation_id, id=asked.id).first():
            return _same(known, asked)
        raise Conflict(_("A payment for this is under way already."), code="payment_under_way") from race


def start_payment(organisation_id: UUID, payment_id: UUID) -> NextStep:
    """After commit: the provider is told, or told again, of one and the same charge."""
    refuse_in_transaction()
    payment = payment_of(organisation_id, payment_id)
    if payment.state in OPEN and not payment.reference:
        try:
            standing = payments(payment.provider).begin(_charge(payment))
        except VendorUnavailable as outage:
            note(organisation_id, payment_id, "outage", str(outage))
            raise Unavailable(
                _("The payment provider does not answer. Nothing was paid. Please try again in a moment."),
                code="payment_unavailable",
            ) from outage
        except VendorRefused as refusal:
            settle(organisation_id, PaymentFact(organisation_id, payment_id, Said.FAILED, reason=str(refusal)))
            raise Conflict(
                _("The payment provider refuses this payment. Please choose another way to pay."),
                code="payment_refused",
            ) from refusal
        settle(
            organisation_id,
            PaymentFact(organisation_id, payment_id, standing.said, standing.reference, standing.reason, standing.url),
        )
        payment = payment_of(organisation_id, payment_id)
    return _next_step(organisation_id, payment)


def look_again(organisation_id: UUID, payment_id: UUID) -> Payment:
    """The payer is back before the provider has told: it is asked, but not at every reload of a page."""
    payment = payment_of(organisation_id, payment_id)
    if payment.state in OPEN and payment.reference and payment.provider != BY_HAND:
        with suppress(TooMany):
            spend("payment_look", str(payment_id), capacity=6, per_seconds=60)
            check_payment(organisation_id, payment_id)
    return payment_of(organisation_id, payment_id)


def void_payment(organisation_id: UUID, payment_id: UUID) -> Payment:
    """In a transaction. What has been paid already stays paid (see its state); a job tells the provider."""
    payment = payment_of(organisation_id, payment_id, locked=True)
    if payment.state not in OPEN:
        return payment
    payment.state, payment.check_at = PaymentState.VOIDED, timezone.now() if payment.reference else None
    payment.settled_at, payment.tries = timezone.now(), 0
    payment.save()
    note(organisation_id, payment_id, "voided")
    announce(
        Visitor(organisation_id),
        PaymentVoided(payment.id, payment.about_kind, payment.about_id, payment.amount, payment.currency),
    )
    if payment.reference:
        cancel_at_vendor.later(organisation_id=organisation_id, payment_id=payment_id, once=str(payment_id))
    return payment


@transaction.atomic
def confirm_by_hand(caller: Caller, payment_id: UUID) -> Payment:
    """The transfer has come, or somebody has paid on site. Late ones too: whoever asked places them or gives back."""
    refuse_unless(may_settle_payments(caller))
    payment = payment_of(caller.organisation_id, payment_id, locked=True)
    if payment.provider != BY_HAND:
        raise Conflict(_("The payment provider says itself when this is paid."), code="not_by_hand")
    settle(caller.organisation_id, PaymentFact(caller.organisation_id, payment_id, Said.SUCCEEDED), caller=caller)
    return payment_of(caller.organisation_id, payment_id)


def payment_of(organisation_id: UUID, payment_id: UUID, *, locked: bool = False) -> Payment:
    rows = Payment.objects.select_for_update(no_key=True) if locked else Payment.objects
    found: Payment | None = rows.filter(organisation_id=organisation_id, id=payment_id).first()
    if found is None:
        raise NotFound(_("There is no such payment."))
    return found


def _asked(organisation_id: UUID, asked: Asked, provider: str, fee: int) -> Payment:
    payment: Payment = Payment.objects.create(
        organisation_id=organisation_id,
        id=asked.id,
        about_kind=asked.about_kind,
        about_id=asked.about_id,
        amount=asked.amount,
        currency=asked.currency,
        fee=fee,
        method=asked.method,
        provider=provider,
        description=asked.description[:200],
        person_id=asked.person_id,
        email=asked.email,
        language=asked.language,
        return_url=asked.return_url,
        code=new_code(),
    )
    note(organisation_id, payment.id, "asked")
    return payment


def _same(known: Payment, asked: Asked) -> Payment:
    told = (known.about_kind, known.about_id, known.amount, known.currency)
    if told != (asked.about_kind, asked.about_id, asked.amount, asked.currency):
        raise Conflict(_("This payment was asked with other terms before."), code="payment_differs")
    return known


def _next_step(organisation_id: UUID, payment: Payment) -> NextStep:
    if payment.state == PaymentState.SUCCEEDED:
        return NextStep("done")
    if payment.state not in OPEN:
        raise Conflict(_("This payment is over. Please begin again."), code="payment_over")
    if payment.provider == BY_HAND:
        return NextStep("instructions", text=how_to_pay(organisation_id, payment))
    return NextStep("go", url=payment.url) if payment.url else NextStep("wait")


def _charge(payment: Payment) -> Charge:
    return Charge(
        key=str(payment.id),
        organisation_id=payment.organisation_id,
        payment_id=payment.id,
        amount=payment.amount,
        currency=payment.currency,
        description=payment.description,
        email=payment.email,
        language=payment.language,
        return_url=payment.return_url,
        fee=payment.fee,
        account=account_of(payment.organisation_id).connected,
    )
