"""Payments as those who look after them see them: how they stand, what happened, what is stuck."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Dispute, Payment, PaymentStep, Refund
from lyceum.kernel.billing.permissions import may_see_payments, may_settle_payments
from lyceum.kernel.billing.ports import BY_HAND
from lyceum.kernel.billing.queries.payment_words import (
    DISPUTE_WORDS,
    METHOD_WORDS,
    REASON_WORDS,
    REFUND_WORDS,
    STATE_WORDS,
    STEP_WORDS,
)
from lyceum.kernel.billing.rules.payment_state import OPEN, WAITING, DisputeState, PaymentState
from lyceum.kernel.billing.rules.payment_waiting import STUCK
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.money import shown
from lyceum.kernel.foundation.rules.refusal import NotFound

_STUCK = Q(tries__gte=STUCK, check_at__isnull=False) | Q(refunds__tries__gte=STUCK, refunds__check_at__isnull=False)
LISTS = {
    "all": Q(),
    "waiting": Q(state__in=sorted(OPEN)),
    "paid": Q(state=PaymentState.SUCCEEDED),
    "stuck": _STUCK,
    "disputed": Q(disputes__isnull=False),
}


@dataclass(frozen=True, slots=True)
class RefundView:
    id: UUID
    amount: int
    shown: str
    state: str
    words: str
    reason: str
    created_at: datetime
    can_confirm: bool


@dataclass(frozen=True, slots=True)
class DisputeView:
    """``took``: the money is with the payer's bank now. ``answer_by``: while an answer counts."""

    id: UUID
    shown: str
    state: str
    words: str
    reason: str
    took: bool
    waits: bool
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class StepView:
    at: datetime
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class PaymentView:
    """``shown``: the amount in words; ``is_stuck``: the provider was asked often, without an end; ``waits``: it can
    be asked now; ``can_confirm``: by the caller, that the money has come. ``code``: the reference on a transfer."""

    id: UUID
    created_at: datetime
    about_kind: str
    about_id: UUID
    description: str
    amount: int
    paid: int
    refunded: int
    currency: str
    shown: str
    shown_refunded: str
    method: str
    method_name: str
    state: str
    words: str
    is_late: bool
    code: str
    error: str
    is_stuck: bool
    waits: bool
    can_confirm: bool
    settled_at: datetime | None
    refunds: list[RefundView]
    disputes: list[DisputeView]


def payments_for(caller: Caller, show: str = "all") -> QuerySet[Payment]:
    """Newest first is for doors to say; ``show`` is one of LISTS."""
    refuse_unless(may_see_payments(caller))
    rows: QuerySet[Payment] = Payment.objects.within(caller).filter(LISTS[show])
    return rows.distinct().prefetch_related("refunds", "disputes")


def payments_about(caller: Caller, kind: str, about_id: UUID) -> list[PaymentView]:
    """Of an order, say: oldest first."""
    rows = payments_for(caller).filter(about_kind=kind, about_id=about_id).order_by("id")
    return [payment_shown(caller, row) for row in rows]


def payment_seen(caller: Caller, payment_id: UUID) -> PaymentView:
    return payment_shown(caller, payment_for(caller, payment_id))


def payment_for(caller: Caller, payment_id: UUID) -> Payment:
    found = payments_for(caller).filter(id=payment_id).first()
    if found is None:
        raise NotFound(_("There is no such payment."))
    return found


def steps_of(caller: Caller, payment_id: UUID) -> list[StepView]:
    payment = payment_for(caller, payment_id)
    rows: Iterable[PaymentStep] = PaymentStep.objects.within(caller).filter(payment=payment).order_by("id")
    return [StepView(row.created_at, _step(row.kind), _detail(row.detail)) for row in rows]


def payment_shown(caller: Caller, payment: Payment) -> PaymentView:
    refunds = sorted(payment.refunds.all(), key=lambda refund: refund.id)
    waits = payment.check_at is not None or any(refund.check_at for refund in refunds)
    tries = max([payment.tries if payment.check_at else 0, *(r.tries for r in refunds if r.check_at)])
    may_settle = may_settle_payments(caller) and payment.provider == BY_HAND
    return PaymentView(
        id=payment.id,
        created_at=payment.created_at,
        about_kind=payment.about_kind,
        about_id=payment.about_id,
        description=payment.description,
        amount=payment.amount,
        paid=payment.paid,
        refunded=payment.refunded,
        currency=payment.currency,
        shown=shown(payment.amount, payment.currency, caller.language),
        shown_refunded=shown(payment.refunded, payment.currency, caller.language),
        method=payment.method,
        method_name=str(METHOD_WORDS.get(payment.method, payment.method)),
        state=payment.state,
        words=str(STATE_WORDS[PaymentState(payment.state)]),
        is_late=payment.is_late,
        code=payment.code,
        error=payment.error,
        is_stuck=tries >= STUCK,
        waits=waits,
        can_confirm=may_settle and payment.state in OPEN,
        settled_at=payment.settled_at,
        refunds=[_refund(caller, payment, refund, may_settle=may_settle) for refund in refunds],
        disputes=[_dispute(caller, payment, one) for one in sorted(payment.disputes.all(), key=lambda one: one.id)],
    )


def _refund(caller: Caller, payment: Payment, refund: Refund, *, may_settle: bool) -> RefundView:
    return RefundView(
        id=refund.id,
        amount=refund.amount,
        shown=shown(refund.amount, payment.currency, caller.language),
        state=refund.state,
        words=str(REFUND_WORDS[refund.state]),
        reason=refund.reason,
        created_at=refund.created_at,
        can_confirm=may_settle and refund.state in WAITING,
    )


def _dispute(caller: Caller, payment: Payment, dispute: Dispute) -> DisputeView:
    state = DisputeState(dispute.state)
    waits = state in {DisputeState.INQUIRY, DisputeState.OPEN}
    return DisputeView(
        id=dispute.id,
        shown=shown(dispute.amount, payment.currency, caller.language),
        state=state,
        words=str(DISPUTE_WORDS[state]),
        reason=_detail(dispute.reason),
        took=state in {DisputeState.OPEN, DisputeState.LOST},
        waits=waits,
        answer_by=dispute.answer_by if waits else None,
    )


def _step(kind: str) -> str:
    return str(STEP_WORDS.get(kind, kind))


def _detail(detail: str) -> str:
    return str(REASON_WORDS.get(detail, detail))
