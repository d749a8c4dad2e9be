from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from lyceum.kernel.billing.actions.payout import Arrived, write_payout_down
from lyceum.kernel.billing.queries.invoice import InvoiceView, invoice_for, invoices_for, pdf_for
from lyceum.kernel.billing.queries.ledger import Balance, trial_balance
from lyceum.kernel.billing.queries.payout import PayoutView, payouts_for
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may

router = Router()
SEES = may("billing.see_invoices")


class InvoiceOut(Schema):
    """Amounts in the currency's smallest unit. ``credits_id``: of the invoice that a credit note gives some back of.
    ``prepaid``: what had been paid when it was issued."""

    id: UUID
    kind: str
    code: str
    issued_on: date
    about_kind: str
    about_id: UUID
    credits_id: UUID | None
    currency: str
    gross: int
    tax: int
    prepaid: int


class InvoicePageOut(Schema):
    invoices: list[InvoiceOut]
    next: UUID | None


class InvoiceLineOut(Schema):
    """``rate`` in basis points: 2000 is 20 %."""

    position: int
    text: str
    quantity: int
    unit: int
    gross: int
    rate: int


class InvoiceTaxOut(Schema):
    rate: int
    gross: int
    tax: int


class InvoiceViewOut(Schema):
    """``left``: what is not credited yet."""

    invoice: InvoiceOut
    lines: list[InvoiceLineOut]
    taxes: list[InvoiceTaxOut]
    credit_notes: list[InvoiceOut]
    left: int


class PayoutIn(Schema):
    """``id``: your own UUIDv7. ``account``: where it lay, as the ledger names it; ``fee``: kept by the provider."""

    id: UUID
    account: str
    currency: str
    amount: int
    day: date
    fee: int = 0


class PayoutOut(Schema):
    id: UUID
    at: datetime
    account: str
    amount: int
    fee: int
    currency: str
    is_taken_back: bool


class BalanceOut(Schema):
    account: str
    currency: str
    debit: int
    credit: int
    balance: int


@router.get("/invoices", response=InvoicePageOut)
@operation(SEES)
def list_invoices(caller: Caller, request: HttpRequest, kind: str = "", after: UUID | None = None) -> dict[str, object]:
    """``kind``: invoice, credit_note, or both."""
    found = invoices_for(caller, kind=kind, after=after)
    return {"invoices": found.invoices, "next": found.next}


@router.get("/invoices/{uuid:invoice_id}", response=InvoiceViewOut)
@operation(SEES)
def show_invoice(caller: Caller, request: HttpRequest, invoice_id: UUID) -> InvoiceView:
    return invoice_for(caller, invoice_id)


@router.get("/invoices/{uuid:invoice_id}/pdf")
@operation(SEES)
def show_invoice_pdf(caller: Caller, request: HttpRequest, invoice_id: UUID) -> HttpResponse:
    name, content = pdf_for(caller, invoice_id)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f"filename={name}"})


@router.get("/payouts", response=list[PayoutOut])
@operation(may("billing.settle_payments"))
def list_payouts(caller: Caller, request: HttpRequest) -> list[PayoutView]:
    """What has arrived at the bank, the newest first."""
    return payouts_for(caller)


@router.post("/payouts", response=list[PayoutOut])
@operation(may("billing.settle_payments"))
def post_payout(caller: Caller, request: HttpRequest, body: PayoutIn) -> list[PayoutView]:
    """It has arrived: never more than lies there."""
    write_payout_down(caller, Arrived(body.id, body.account, body.currency, body.amount, body.day, body.fee))
    return payouts_for(caller)


@router.get("/ledger", response=list[BalanceOut])
@operation(SEES)
def list_balances(caller: Caller, request: HttpRequest) -> list[Balance]:
    return trial_balance(caller)
