"""Double entry: which facts touch which accounts. Debits are above nothing, credits below; an entry adds up to nothing.

Money that a provider holds lies in ``clearing:<provider>`` until it pays out, what was paid on site in ``cash`` until
somebody takes it to the bank; a transfer is at the ``bank`` at once. What the buyer owes is in ``receivable``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.billing.rules.vat import RateTotal

RECEIVABLE, REVENUE, REFUNDS, FEE, DISPUTES = "receivable", "revenue", "refunds", "fee", "disputes"
BANK, CASH = "bank", "cash"


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


def place(method: str, provider: str) -> str:
    """The account that money paid in this way comes to."""
    return {"bank_transfer": BANK, "on_site": CASH}.get(method) or clearing(provider)


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


def payment(payment_id: UUID, about: About, account: str, amount: int) -> Posting:
    return _posting(f"payment:{payment_id}", about, [(account, amount), (RECEIVABLE, -amount)])


def platform_fee(payment_id: UUID, about: About, account: str, amount: int) -> Posting:
    """What the installation keeps of a sale: taken at once from what the provider holds."""
    return _posting(f"fee:{payment_id}", about, [(FEE, amount), (account, -amount)])


def refund(refund_id: UUID, about: About, account: str, amount: int, fee: int = 0) -> Posting:
    """``fee``: what the installation gives back of its own."""
    given = [(RECEIVABLE, amount), (account, fee - amount), (FEE, -fee)]
    return _posting(f"refund:{refund_id}", about, given)


def fee_back(fee: int, paid: int, before: int, amount: int) -> int:
    """The part of the fee that goes back with a refund after others of ``before`` in all: all of it with the last."""
    return fee * (before + amount) // paid - fee * before // paid


def payout(payout_id: UUID, about: About, account: str, amount: int, fee: int = 0) -> Posting:
    """What arrived at the bank, and what the provider kept of it for itself."""
    return _posting(f"payout:{payout_id}", about, [(BANK, amount), (FEE, fee), (account, -amount - fee)])


def dispute_opened(dispute_id: UUID, about: About, account: str, amount: int) -> Posting:
    """The card's bank takes the money away until it has decided; where it gives it back, the entry is reversed."""
    return _posting(f"dispute_opened:{dispute_id}", about, [(DISPUTES, amount), (account, -amount)])


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
