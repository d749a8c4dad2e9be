from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.billing.actions.payment import confirm_by_hand, confirm_refund_by_hand
from lyceum.kernel.billing.queries.payment import PaymentView, payment_seen, payment_shown, payments_for
from lyceum.kernel.billing.queries.payment_method import Method, methods_of
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may

router = Router()


class PaymentMethodOut(Schema):
    code: str
    name: str
    text: str
    is_immediate: bool


class RefundOut(Schema):
    id: UUID
    amount: int
    state: str
    reason: str
    created_at: datetime


class DisputeOut(Schema):
    """``took``: the money is with the payer's bank now; ``answer_by``: while an answer counts."""

    id: UUID
    state: str
    reason: str
    took: bool
    answer_by: datetime | None


class PaymentOut(Schema):
    """Amounts in the currency's smallest unit. ``code``: the reference on a transfer."""

    id: UUID
    created_at: datetime
    about_kind: str
    about_id: UUID
    description: str
    amount: int
    paid: int
    refunded: int
    currency: str
    method: str
    state: str
    is_late: bool
    is_stuck: bool
    code: str
    settled_at: datetime | None
    refunds: list[RefundOut]
    disputes: list[DisputeOut]


class PaymentPage(Schema):
    items: list[PaymentOut]
    next: UUID | None


@router.get("/payment-methods", response=list[PaymentMethodOut])
@operation(MEMBER)
def list_payment_methods(caller: Caller, request: HttpRequest) -> list[Method]:
    """What buyers of this organisation may choose from."""
    return methods_of(caller.organisation_id)


@router.get("/payments", response=PaymentPage)
@operation(may("billing.see_payments"))
def list_payments(
    caller: Caller,
    request: HttpRequest,
    show: Literal["all", "waiting", "paid", "stuck", "disputed"] = "all",
    after: UUID | None = None,
    limit: int = 20,
) -> dict[str, object]:
    return page_of(payments_for(caller, show), after=after, limit=limit, show=lambda row: payment_shown(caller, row))


@router.get("/payments/{payment_id}", response=PaymentOut)
@operation(may("billing.see_payments"))
def get_payment(caller: Caller, request: HttpRequest, payment_id: UUID) -> PaymentView:
    return payment_seen(caller, payment_id)


@router.put("/payments/{payment_id}/confirmation", response=PaymentOut)
@operation(may("billing.settle_payments"))
def put_payment_confirmation(caller: Caller, request: HttpRequest, payment_id: UUID) -> PaymentView:
    """The transfer has come, or somebody has paid on site."""
    confirm_by_hand(caller, payment_id)
    return payment_seen(caller, payment_id)


@router.put("/refunds/{refund_id}/confirmation", response=PaymentOut)
@operation(may("billing.settle_payments"))
def put_refund_confirmation(caller: Caller, request: HttpRequest, refund_id: UUID) -> PaymentView:
    return payment_seen(caller, confirm_refund_by_hand(caller, refund_id).payment_id)
