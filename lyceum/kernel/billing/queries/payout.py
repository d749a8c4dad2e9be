"""Where money lies before it is at the bank, and what has arrived there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lyceum.kernel.billing.models import Entry
from lyceum.kernel.billing.queries.invoice_words import ACCOUNTS
from lyceum.kernel.billing.queries.ledger import Balance, trial_balance
from lyceum.kernel.billing.rules.posting import BANK, CASH, FEE
from lyceum.kernel.foundation.rules.caller import Caller

ABOUT = "billing:payouts"
SHOWN = 50


@dataclass(frozen=True, slots=True)
class PayoutView:
    """``name``: where it came from, in words. ``is_taken_back``: it was a mistake, or the bank sent it back."""

    id: UUID
    at: datetime
    account: str
    name: str
    amount: int
    fee: int
    currency: str
    is_taken_back: bool


def held_accounts(caller: Caller) -> list[Balance]:
    """The till, and what providers hold."""
    return [one for one in trial_balance(caller) if one.account == CASH or one.account.startswith("clearing:")]


def payouts_for(caller: Caller) -> list[PayoutView]:
    """The newest first; whoever may see the books, as ``held_accounts`` asks."""
    kept = Entry.objects.within(caller).filter(kind="payout").select_related("reversed_by").prefetch_related("lines")
    return [_view(entry) for entry in kept.order_by("-at", "-id")[:SHOWN]]


def _view(entry: Entry) -> PayoutView:
    amounts = {line.account: line.amount for line in entry.lines.all()}
    account = next(name for name in amounts if name not in {BANK, FEE})
    return PayoutView(
        id=entry.about_id,
        at=entry.at,
        account=account,
        name=str(ACCOUNTS[account.partition(":")[0]]),
        amount=amounts[BANK],
        fee=amounts.get(FEE, 0),
        currency=entry.lines.all()[0].currency,
        is_taken_back=hasattr(entry, "reversed_by"),
    )
