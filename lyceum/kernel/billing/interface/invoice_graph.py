from datetime import date
from uuid import UUID

import strawberry

from lyceum.kernel.billing.models import Invoice as InvoiceRow
from lyceum.kernel.billing.queries.invoice import invoice_for, invoices_for
from lyceum.kernel.billing.queries.ledger import trial_balance
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may

SEES = may("billing.see_invoices")


@strawberry.type
class Invoice:
    """Amounts as text, in the currency's smallest unit: they pass what GraphQL calls an integer."""

    id: UUID
    kind: str
    code: str
    issued_on: date
    currency: str
    gross: str
    tax: str
    left: str | None

    @classmethod
    def of(cls, row: InvoiceRow, left: int | None = None) -> "Invoice":
        return cls(
            id=row.id,
            kind=row.kind,
            code=row.code,
            issued_on=row.issued_on,
            currency=row.currency,
            gross=str(row.gross),
            tax=str(row.tax),
            left=None if left is None else str(left),
        )


@strawberry.type
class AccountBalance:
    account: str
    currency: str
    balance: str


@resolver(SEES)
def invoices(caller: Caller, kind: str = "", after: UUID | None = None) -> list[Invoice]:
    return [Invoice.of(row) for row in invoices_for(caller, kind=kind, after=after).invoices]


@resolver(SEES)
def invoice(caller: Caller, id: UUID) -> Invoice:
    found = invoice_for(caller, id)
    return Invoice.of(found.invoice, found.left)


@resolver(SEES)
def account_balances(caller: Caller) -> list[AccountBalance]:
    found = trial_balance(caller)
    return [AccountBalance(account=row.account, currency=row.currency, balance=str(row.balance)) for row in found]


@strawberry.type
class InvoiceQuery:
    invoices: list[Invoice] = strawberry.field(resolver=invoices, description="The newest first, thirty at a time.")
    invoice: Invoice = strawberry.field(resolver=invoice)
    account_balances: list[AccountBalance] = strawberry.field(resolver=account_balances)
