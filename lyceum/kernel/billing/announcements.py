from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class PlanChosen:
    """By an owner."""

    plan_id: UUID
    plan: str
    former: str


@dataclass(frozen=True)
class PlanGranted:
    """By whoever runs the installation. ``until``: the last day, or empty for no end."""

    plan_id: UUID
    plan: str
    former: str
    until: str


@dataclass(frozen=True)
class PaymentSucceeded:
    """``late``: nobody waited for it any more, it had failed or was voided."""

    urgent: ClassVar[bool] = True
    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str
    late: bool


@dataclass(frozen=True)
class PaymentFailed:
    urgent: ClassVar[bool] = True
    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str


@dataclass(frozen=True)
class PaymentVoided:
    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str


@dataclass(frozen=True)
class RefundSucceeded:
    """``amount``: of the refund."""

    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str
    refund_id: UUID
    key: str


@dataclass(frozen=True)
class RefundFailed:
    """The money stays with the organisation: it may be given back another way. ``came_back``: it had gone out."""

    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str
    refund_id: UUID
    key: str
    came_back: bool


@dataclass(frozen=True)
class DisputeOpened:
    """``amount``: what the payer's bank has taken back."""

    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str
    dispute_id: UUID


@dataclass(frozen=True)
class DisputeClosed:
    """``outcome``: won or lost."""

    payment_id: UUID
    about_kind: str
    about_id: UUID
    amount: int
    currency: str
    dispute_id: UUID
    outcome: str


@dataclass(frozen=True)
class PaymentMethodsChosen:
    account_id: UUID
    methods: tuple[str, ...]


@dataclass(frozen=True)
class InvoiceIssued:
    invoice_id: UUID
    number: str
    about_kind: str
    about_id: UUID


@dataclass(frozen=True)
class CreditNoteIssued:
    """``invoice_id``: the credit note; ``credits_id``: the invoice that it gives back some of."""

    invoice_id: UUID
    number: str
    credits_id: UUID
    about_kind: str
    about_id: UUID


@dataclass(frozen=True)
class SellerIdentityChanged:
    identity_id: UUID


@dataclass(frozen=True)
class PayoutWrittenDown:
    """By whoever keeps the accounts. ``account``: where the money lay."""

    payout_id: UUID
    account: str
    amount: int
    currency: str


@dataclass(frozen=True)
class PayoutTakenBack:
    payout_id: UUID


@dataclass(frozen=True)
class MoneyTriedAgain:
    """By whoever runs the installation: everything that waits for a provider."""

    operator_id: UUID
