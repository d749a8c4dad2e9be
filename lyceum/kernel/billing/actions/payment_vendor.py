"""What jobs say to a provider, and ask it: each call carries its key, so that a repeat after a crash changes nothing.

A provider that does not answer is asked again later, with longer and longer pauses; nothing is lost meanwhile, since
what is still to be done stands in the rows (``check_at``).
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.ai.actions.chain import refuse_in_transaction
from lyceum.kernel.billing.actions.payment_settling import note, settle
from lyceum.kernel.billing.models import Payment, PaymentState, Refund, RefundState
from lyceum.kernel.billing.ports import (
    PaymentFact,
    RefundFact,
    Return,
    Standing,
    VendorRefused,
    VendorUnavailable,
    payments,
)
from lyceum.kernel.billing.rules.payment_state import OPEN, WAITING, Said
from lyceum.kernel.billing.rules.payment_waiting import pause
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.identity.models import Organisation

AT_ONCE = 200  # of one organisation in one minute


@job(queue="payments")
def cancel_at_vendor(organisation_id: UUID, payment_id: UUID) -> None:
    """What is voided here can no more be paid there; what was paid there meanwhile comes out as a late success."""
    payment = _payment(organisation_id, payment_id)
    if payment and payment.state == PaymentState.VOIDED and payment.reference:
        _tried(payment, lambda: payments(payment.provider).cancel(payment.reference))


@job(queue="payments")
def check_payment(organisation_id: UUID, payment_id: UUID) -> None:
    """The webhook may never come: the provider is asked."""
    payment = _payment(organisation_id, payment_id)
    if payment and payment.state in OPEN and payment.reference:
        _tried(payment, lambda: payments(payment.provider).look_up(payment.reference))


@job(queue="payments")
def pay_back(organisation_id: UUID, refund_id: UUID) -> None:
    """Asked of the provider, or asked about once it knows."""
    refund = Refund.objects.select_related("payment").filter(organisation_id=organisation_id, id=refund_id).first()
    if refund is None or refund.state not in WAITING:
        return
    through = payments(refund.payment.provider)
    if refund.state == RefundState.ASKED:
        _tried_back(refund, lambda: through.refund(_return(refund)))
    else:
        _tried_back(refund, lambda: through.look_up_refund(refund.reference))


def take_up_due(organisation_id: UUID | None) -> None:
    """Every minute, in every organisation: whatever waits for an answer that should have come by now."""
    now = timezone.now()
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            _take_up(each_id, now)


def _take_up(organisation_id: UUID, now: datetime) -> None:
    due = Payment.objects.filter(organisation_id=organisation_id, check_at__lte=now).order_by("check_at")
    for payment_id, state in due.values_list("id", "state")[:AT_ONCE]:
        ask = cancel_at_vendor if state == PaymentState.VOIDED else check_payment
        ask.later(organisation_id=organisation_id, payment_id=payment_id, once=str(payment_id))
    back = Refund.objects.filter(organisation_id=organisation_id, check_at__lte=now).order_by("check_at")
    for refund_id in back.values_list("id", flat=True)[:AT_ONCE]:
        pay_back.later(organisation_id=organisation_id, refund_id=refund_id, once=str(refund_id))


def _return(refund: Refund) -> Return:
    payment = refund.payment
    return Return(
        key=str(refund.id),
        organisation_id=refund.organisation_id,
        payment_id=payment.id,
        refund_id=refund.id,
        reference=payment.reference,
        amount=refund.amount,
    )


def _payment(organisation_id: UUID, payment_id: UUID) -> Payment | None:
    found: Payment | None = Payment.objects.filter(organisation_id=organisation_id, id=payment_id).first()
    return found


def _tried(payment: Payment, ask: Callable[[], Standing]) -> None:
    refuse_in_transaction()
    organisation_id = payment.organisation_id
    try:
        standing = ask()
    except (VendorUnavailable, VendorRefused) as outage:
        note(organisation_id, payment.id, "outage", str(outage))
        return _wait(Payment, payment.id, str(outage))
    fact = PaymentFact(organisation_id, payment.id, standing.said, standing.reference, standing.reason, standing.url)
    settle(organisation_id, fact)
    _wait(Payment, payment.id, "", is_over=standing.said in {Said.SUCCEEDED, Said.FAILED})


def _tried_back(refund: Refund, ask: Callable[[], Standing]) -> None:
    refuse_in_transaction()
    said, reference, reason = Said.FAILED, refund.reference, ""
    try:
        standing = ask()
        said, reference, reason = standing.said, standing.reference, standing.reason
    except VendorUnavailable as outage:
        note(refund.organisation_id, refund.payment_id, "outage", str(outage))
        return _wait(Refund, refund.id, str(outage))
    except VendorRefused as refusal:
        reason = str(refusal)
    fact = RefundFact(refund.organisation_id, refund.payment_id, refund.id, said, reference, refund.amount, reason)
    settle(refund.organisation_id, fact)
    _wait(Refund, refund.id, "", is_over=said in {Said.SUCCEEDED, Said.FAILED})


@transaction.atomic
def _wait(model: type[Payment] | type[Refund], row_id: UUID, error: str, *, is_over: bool = False) -> None:
    """Until the next try; for good where there is an end, or people decide."""
    row = model.objects.select_for_update(no_key=True).get(id=row_id)
    is_waiting = row.check_at is not None and not is_over
    row.check_at = timezone.now() + pause(row.tries) if is_waiting else None
    row.tries, row.error = row.tries + is_waiting, error[:300] or row.error
    row.save(update_fields=["check_at", "tries", "error"])
