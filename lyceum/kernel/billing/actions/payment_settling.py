"""Every outcome passes ``settle``: from a webhook, an answer or a look-up; twice, late, or in any order."""

from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.billing.actions.payout import hear_payout
from lyceum.kernel.billing.announcements import (
    DisputeClosed,
    DisputeOpened,
    PaymentFailed,
    PaymentSucceeded,
    RefundFailed,
    RefundSucceeded,
)
from lyceum.kernel.billing.models import (
    Dispute,
    DisputeState,
    Payment,
    PaymentAccount,
    PaymentState,
    PaymentStep,
    Refund,
    RefundState,
)
from lyceum.kernel.billing.ports import BY_HAND, AccountFact, DisputeFact, Fact, PaymentFact, PayoutFact, RefundFact
from lyceum.kernel.billing.rules.payment_state import (
    DECIDED,
    OPEN,
    TOOK_MONEY,
    WAITING,
    Said,
    after,
    dispute_after,
    is_late,
    refund_after,
)
from lyceum.kernel.billing.rules.payment_waiting import FIRST
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor

log = structlog.get_logger("lyceum.payments")


@transaction.atomic
def settle(organisation_id: UUID, fact: Fact, *, caller: Anyone | None = None) -> None:
    """Idempotent; one at a time for each payment. ``caller``: who says so, when it is a person."""
    who = caller or Visitor(organisation_id)
    if isinstance(fact, AccountFact):
        PaymentAccount.objects.filter(organisation_id=organisation_id, connected=fact.account).update(
            is_ready=fact.is_ready
        )
        return
    if isinstance(fact, PayoutFact):
        hear_payout(organisation_id, fact)
        return
    rows = Payment.objects.select_for_update(no_key=True)
    payment = rows.filter(organisation_id=organisation_id, id=fact.payment_id).first()
    if payment is None:
        log.warning("fact_of_no_payment", payment=str(fact.payment_id), said=str(fact.said))
    elif isinstance(fact, PaymentFact):
        _settle_payment(who, payment, fact)
    elif isinstance(fact, RefundFact):
        _settle_refund(who, payment, fact)
    else:
        _settle_dispute(who, payment, fact)


def note(organisation_id: UUID, payment_id: UUID, kind: str, detail: str = "") -> None:
    PaymentStep.objects.create(organisation_id=organisation_id, payment_id=payment_id, kind=kind, detail=detail[:300])


def _settle_payment(who: Anyone, payment: Payment, fact: PaymentFact) -> None:
    former = PaymentState(payment.state)
    state = after(former, fact.said)
    payment.reference = payment.reference or fact.reference
    payment.url = fact.url or payment.url
    if fact.said is Said.DECLINED:
        note(payment.organisation_id, payment.id, "declined", fact.reason)
    if state is not former:
        _become(who, payment, state, fact.reason)
    elif state is PaymentState.VOIDED and fact.said in {Said.OPEN, Said.PROCESSING}:
        payment.check_at = timezone.now()  # begun at the provider while it was voided here
    payment.save()


def _become(who: Anyone, payment: Payment, state: PaymentState, reason: str) -> None:
    payment.is_late = state is PaymentState.SUCCEEDED and is_late(PaymentState(payment.state))
    payment.state, payment.error, payment.tries = state, reason[:300], 0
    payment.paid = payment.amount if state is PaymentState.SUCCEEDED else 0
    is_over = state not in OPEN
    payment.settled_at = timezone.now() if is_over else None
    payment.check_at = None if is_over or payment.provider == BY_HAND else timezone.now() + FIRST
    note(payment.organisation_id, payment.id, "late" if payment.is_late else state, reason)
    about = (payment.id, payment.about_kind, payment.about_id, payment.amount, payment.currency)
    if state is PaymentState.SUCCEEDED:
        announce(who, PaymentSucceeded(*about, late=payment.is_late))
    elif state is PaymentState.FAILED:
        announce(who, PaymentFailed(*about))


def _settle_refund(who: Anyone, payment: Payment, fact: RefundFact) -> None:
    """A refund says that there was a payment, even where nobody has told that yet."""
    if payment.state != PaymentState.SUCCEEDED and fact.said is not Said.FAILED:
        _settle_payment(who, payment, PaymentFact(payment.organisation_id, payment.id, Said.SUCCEEDED))
    refund = _refund_of(payment, fact)
    if refund is None:
        return
    former = RefundState(refund.state)
    state = refund_after(former, fact.said)
    refund.reference = refund.reference or fact.reference
    if state is not former:
        refund.state, refund.error, refund.tries = state, fact.reason[:300], 0
        refund.settled_at = None if state in WAITING else timezone.now()
        is_asked = state in WAITING and payment.provider != BY_HAND
        refund.check_at = timezone.now() + FIRST if is_asked else None
        note(payment.organisation_id, payment.id, f"refund_{state}", fact.reason)
        _tell_refund(who, payment, refund, former)
    refund.save()


def _refund_of(payment: Payment, fact: RefundFact) -> Refund | None:
    """Ours by its id; else one that was made at the provider itself, and is written down here."""
    known = Refund.objects.filter(organisation_id=payment.organisation_id, payment=payment)
    by_id = known.filter(id=fact.refund_id) if fact.refund_id else known.filter(reference=fact.reference)
    if found := by_id.first():
        return found
    if fact.said is Said.FAILED or fact.amount > payment.paid - payment.refunded:
        note(payment.organisation_id, payment.id, "refund_unknown", fact.reference)
        return None
    payment.refunded += fact.amount
    payment.save()
    made: Refund = Refund.objects.create(
        organisation_id=payment.organisation_id,
        payment=payment,
        amount=fact.amount,
        key=f"provider:{fact.reference}"[:120],
        reason=fact.reason[:200],
        reference=fact.reference,
    )
    return made


def _tell_refund(who: Anyone, payment: Payment, refund: Refund, former: RefundState) -> None:
    about = (payment.id, payment.about_kind, payment.about_id, refund.amount, payment.currency, refund.id, refund.key)
    if refund.state == RefundState.SUCCEEDED:
        announce(who, RefundSucceeded(*about))
    elif refund.state == RefundState.FAILED:
        payment.refunded -= refund.amount
        payment.save()
        announce(who, RefundFailed(*about, came_back=former is RefundState.SUCCEEDED))


def _settle_dispute(who: Anyone, payment: Payment, fact: DisputeFact) -> None:
    given = {"organisation_id": payment.organisation_id, "amount": fact.amount, "reason": fact.reason[:80]}
    given |= {"state": DisputeState.INQUIRY, "answer_by": fact.answer_by}
    dispute, is_new = Dispute.objects.get_or_create(payment=payment, reference=fact.reference, defaults=given)
    former = DisputeState(dispute.state)
    state = dispute_after(former, fact.said)
    about = (payment.id, payment.about_kind, payment.about_id, dispute.amount, payment.currency, dispute.id)
    if is_new or state is not former:
        dispute.state, dispute.answer_by = state, fact.answer_by or dispute.answer_by
        dispute.closed_at = timezone.now() if state in DECIDED or state is DisputeState.CLEARED else None
        dispute.save()
        note(payment.organisation_id, payment.id, f"dispute_{state}", fact.reason if is_new else "")
    if state in TOOK_MONEY and former is DisputeState.INQUIRY:
        announce(who, DisputeOpened(*about))
    if state in DECIDED and state is not former:
        announce(who, DisputeClosed(*about, outcome=state))
