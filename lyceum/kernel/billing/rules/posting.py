"""Double entry: which facts touch which accounts. Debits are above nothing, credits below; an entry adds up to nothing.

Money that a provider holds lies in ``clearing:<provider>`` until it pays out, what the buyer owes in ``receivable``,
what the platform is owed in ``payable:platform``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.billing.rules.vat import RateTotal

RECEIVABLE, REVENUE, REFUNDS, FEE, BANK, DISPUTES = "receivable", "revenue", "refunds", "fee", "bank", "disputes"
PLATFORM = "payable:platform"


@dataclass(frozen=True, slots=True)
class Posting:
    """One fact. ``key`` says which, once and for all; ``sides`` are (account, amount), no amount being nothing."""

    key: str
    kind: str
    about_kind: str
    about_id: UUID
    currency: str
    sides: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the money is for, and in which currency."""

    kind: str
    id: UUID
    currency: str


def clearing(provider: str) -> str:
    return f"clearing:{provider}"


def vat(rate: int) -> str:
    return f"vat:{rate}"


def sale(invoice_id: UUID, about: About, totals: Sequence[RateTotal]) -> Posting:
    owed = sum(total.gross for total in totals)
    taxes = [(vat(total.rate), -total.tax) for total in totals]
    earned = (REVENUE, -sum(total.net for total in totals))
    return _posting(f"sale:{invoice_id}", about, [(RECEIVABLE, owed), earned, *taxes])


def credit(note_id: UUID, about: About, totals: Sequence[RateTotal]) -> Posting:
    owed = sum(total.gross for total in totals)
    taxes = [(vat(total.rate), total.tax) for total in totals]
    given = (REFUNDS, sum(total.net for total in totals))
    return _posting(f"credit:{note_id}", about, [given, *taxes, (RECEIVABLE, -owed)])


def payment(payment_id: UUID, about: About, provider: str, amount: int) -> Posting:
    return _posting(f"payment:{payment_id}", about, [(clearing(provider), amount), (RECEIVABLE, -amount)])


def platform_fee(payment_id: UUID, about: About, amount: int) -> Posting:
    """What the organisation owes the platform for a sale; the provider keeps it back when it pays out."""
    return _posting(f"fee:{payment_id}", about, [(FEE, amount), (PLATFORM, -amount)])


def refund(refund_id: UUID, about: About, provider: str, amount: int) -> Posting:
    return _posting(f"refund:{refund_id}", about, [(RECEIVABLE, amount), (clearing(provider), -amount)])


def payout(payout_id: UUID, about: About, provider: str, amount: int, kept_for_platform: int = 0) -> Posting:
    """What arrived at the bank, and what the provider handed to the platform on the way."""
    left = (clearing(provider), -amount - kept_for_platform)
    return _posting(f"payout:{payout_id}", about, [(BANK, amount), (PLATFORM, kept_for_platform), left])


def dispute_opened(dispute_id: UUID, about: About, provider: str, amount: int) -> Posting:
    """The card's bank takes the money away until it has decided; where it gives it back, the entry is reversed."""
    return _posting(f"dispute_opened:{dispute_id}", about, [(DISPUTES, amount), (clearing(provider), -amount)])


def dispute_lost(dispute_id: UUID, about: About, amount: int) -> Posting:
    """The buyer has their money back and owes it again, until a credit note says that they do not."""
    return _posting(f"dispute_lost:{dispute_id}", about, [(RECEIVABLE, amount), (DISPUTES, -amount)])


def reversal(former: Posting) -> Posting:
    """The only way to correct: the same entry with its sides exchanged."""
    sides = [(account, -amount) for account, amount in former.sides]
    return _posting(f"reversal:{former.key}", About(former.about_kind, former.about_id, former.currency), sides)


def _posting(key: str, about: About, sides: Iterable[tuple[str, int]]) -> Posting:
    kept = tuple((account, amount) for account, amount in sides if amount)
    if sum(amount for _account, amount in kept):
        raise ValueError(f"{key} does not balance")
    return Posting(key, key.partition(":")[0], about.kind, about.id, about.currency, kept)
