"""What we need from whoever moves money. Nothing here is called inside a transaction; every call may be repeated.

What a provider says, in an answer or by a webhook, becomes facts; each fact passes ``actions/payment_settling.settle``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings

from lyceum.kernel.billing.rules.invoice_paper import Paper
from lyceum.kernel.billing.rules.payment_state import DisputeState, Said

BY_HAND = "by_hand"  # transfers and payments on site: people confirm them


class VendorUnavailable(Exception):
    """Nobody answers, or not now: the same call may be made again. Nothing is known of what became of this one."""


class VendorRefused(Exception):
    """They understood, and will never do it."""


class Forged(Exception):
    """Not signed by the provider, or told again long after."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be paid. ``key`` makes a repeat harmless. ``account``: of the organisation at the provider, or none;
    ``fee``: of the amount, kept by the installation when there is one."""

    key: str
    organisation_id: UUID
    payment_id: UUID
    amount: int
    currency: str
    description: str
    email: str
    language: str
    return_url: str
    fee: int = 0
    account: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """What is to be given back of the charge ``reference``."""

    key: str
    organisation_id: UUID
    payment_id: UUID
    refund_id: UUID
    reference: str
    amount: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands at the provider. ``url``: where the payer goes now. ``reason``: why it failed or was declined."""

    reference: str
    said: Said
    url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaymentFact:
    organisation_id: UUID
    payment_id: UUID
    said: Said
    reference: str = ""
    reason: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class RefundFact:
    """``refund_id``: none where it was made at the provider itself."""

    organisation_id: UUID
    payment_id: UUID
    refund_id: UUID | None
    said: Said
    reference: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DisputeFact:
    organisation_id: UUID
    payment_id: UUID
    said: DisputeState
    reference: str
    amount: int
    reason: str = ""
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccountFact:
    """The organisation's own account at the provider may, or may not, be paid."""

    organisation_id: UUID
    account: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class PayoutFact:
    """What lay on the organisation's own account at the provider went to its bank; or came back from there."""

    organisation_id: UUID
    account: str
    provider: str
    reference: str
    amount: int
    currency: str
    at: datetime
    is_paid: bool


Fact = PaymentFact | RefundFact | DisputeFact | AccountFact | PayoutFact


@dataclass(frozen=True, slots=True)
class Heard:
    """One webhook, its signature checked. ``reference``: the provider's id of it, the same when it is told again."""

    reference: str
    kind: str
    content: str


class Payments(Protocol):
    """Every method but ``hear`` raises VendorUnavailable and VendorRefused."""

    def begin(self, charge: Charge) -> Standing: ...

    def look_up(self, reference: str) -> Standing: ...

    def cancel(self, reference: str) -> Standing:
        """No more can be paid afterwards; what had been paid before is said, and stays."""
        ...

    def refund(self, back: Return) -> Standing: ...

    def look_up_refund(self, reference: str) -> Standing: ...

    def hear(self, headers: Mapping[str, str], body: bytes) -> Heard:
        """Raises Forged."""
        ...

    def facts(self, content: str) -> list[Fact]:
        """What one webhook says of payments of ours; nothing when it is of no concern."""
        ...


class Payees(Protocol):
    """Where organisations are paid on accounts of their own. Raises VendorUnavailable and VendorRefused."""

    def open_account(self, organisation_id: UUID) -> str:
        """The account's id; made once for each organisation."""
        ...

    def onboarding(self, account: str, return_url: str) -> str:
        """Where its owner says who they are; the address serves once, for some minutes."""
        ...


def payees() -> Payees | None:
    if settings.PROVIDERS["payment"] != "stripe" or not settings.STRIPE["connect"]:
        return None
    return cast(Payees, import_module("lyceum.kernel.billing.adapters.stripe_connect").connect())


def payments(provider: str) -> Payments:
    """The adapter of that name: a payment stays with the provider that began it."""
    if provider not in {BY_HAND, settings.PROVIDERS["payment"], *settings.PAYMENT_PROVIDERS_BEFORE}:
        raise VendorRefused(f"{provider} is not configured")
    return cast(Payments, import_module(f"lyceum.kernel.billing.adapters.{provider}").connect())


class InvoicePapers(Protocol):
    def write(self, paper: Paper) -> bytes:
        """A PDF; where the seller has said who they are, with the invoice for machines inside."""
        ...


def invoice_papers() -> InvoicePapers:
    return cast(InvoicePapers, import_module(f"lyceum.kernel.billing.adapters.{settings.INVOICE_PAPERS}").connect())
