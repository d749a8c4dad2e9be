"""What the books say."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from lyceum.kernel.billing.models import EntryLine
from lyceum.kernel.billing.permissions import may_see_invoices
from lyceum.kernel.billing.queries.invoice_words import ACCOUNTS
from lyceum.kernel.billing.rules.vat import shown_rate
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class Balance:
    """Of one account in one currency. ``debit`` and ``credit``: what came on each side, both above nothing."""

    account: str
    currency: str
    debit: int
    credit: int

    @property
    def balance(self) -> int:
        return self.debit - self.credit

    @property
    def name(self) -> str:
        """In words, with what tells accounts of one kind apart."""
        kind, _, part = self.account.partition(":")
        return f"{ACCOUNTS[kind]} · {shown_rate(int(part))} %" if kind == "vat" else str(ACCOUNTS[kind])


def trial_balance(caller: Caller, until: datetime | None = None) -> list[Balance]:
    """Every account by its name, and what it stands at; all balances of a currency add up to nothing."""
    refuse_unless(may_see_invoices(caller))
    lines = EntryLine.objects.within(caller)
    if until:
        lines = lines.filter(entry__at__lt=until)
    sums = lines.values("account", "currency").annotate(
        debit=Sum("amount", filter=Q(amount__gt=0), default=0), credit=Sum("amount", filter=Q(amount__lt=0), default=0)
    )
    return [
        Balance(row["account"], row["currency"], int(row["debit"]), -int(row["credit"]))
        for row in sums.order_by("currency", "account")
    ]
