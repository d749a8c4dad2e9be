"""Sales of the past, written down in bulk as billing itself would have done it one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from lyceum.kernel.billing.models import (
    BankCharge,
    Entry,
    EntryLine,
    Invoice,
    InvoiceBuyer,
    InvoiceLine,
    InvoiceNumbers,
    InvoiceTax,
    Payment,
    PaymentState,
    PaymentStep,
)
from lyceum.kernel.billing.queries.invoice_seller import seller_of
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.billing.rules.invoice import Buyer, Kind, Sale
from lyceum.kernel.billing.rules.payment_code import new_code
from lyceum.kernel.billing.rules.vat import RateTotal, totals_per_rate

_CARD, _BANK = "card", "embedded"


@dataclass(frozen=True, slots=True)
class PastSale:
    sale: Sale
    payment_id: UUID
    at: datetime

    @property
    def gross(self) -> int:
        return sum(line.gross for line in self.sale.lines)

    @property
    def description(self) -> str:
        return self.sale.lines[0].text[:200]

    @property
    def about(self) -> posting.About:
        return posting.About(self.sale.about_kind, self.sale.about_id, self.sale.currency)


def write_down(organisation_id: UUID, told: Iterable[tuple[Sale, UUID, datetime]]) -> None:
    """Each with the id of its payment, and when it was paid: by card at the test bank, invoiced in this order, kept in
    the books. All of one day; each worth something."""
    if sales := [PastSale(*one) for one in told]:
        _write_payments(organisation_id, sales)
        _write_invoices(organisation_id, sales)


def _write_payments(organisation_id: UUID, sales: Sequence[PastSale]) -> None:
    charges = [_charge(organisation_id, past) for past in sales]
    BankCharge.objects.bulk_create(charges)
    Payment.objects.bulk_create(
        _payment(organisation_id, past, charge) for past, charge in zip(sales, charges, strict=True)
    )
    PaymentStep.objects.bulk_create(
        PaymentStep(organisation_id=organisation_id, payment_id=past.payment_id, kind=kind)
        for past in sales
        for kind in ("asked", PaymentState.SUCCEEDED)
    )
    held = posting.clearing(_BANK)
    _post(organisation_id, [(past, posting.payment(past.payment_id, past.about, held, past.gross)) for past in sales])


def _charge(organisation_id: UUID, past: PastSale) -> BankCharge:
    return BankCharge(
        key=str(past.payment_id),
        amount=past.gross,
        currency=past.sale.currency,
        description=past.description,
        language=past.sale.language,
        return_url="/",
        told={"organisation": str(organisation_id), "payment": str(past.payment_id)},
        state="succeeded",
        card="4242",
    )


def _payment(organisation_id: UUID, past: PastSale, charge: BankCharge) -> Payment:
    return Payment(
        id=past.payment_id,
        organisation_id=organisation_id,
        about_kind=past.sale.about_kind,
        about_id=past.sale.about_id,
        amount=past.gross,
        paid=past.gross,
        currency=past.sale.currency,
        method=_CARD,
        provider=_BANK,
        state=PaymentState.SUCCEEDED,
        description=past.description,
        person_id=past.sale.buyer.person_id,
        email=past.sale.buyer.email,
        language=past.sale.language,
        return_url="/",
        reference=str(charge.id),
        code=new_code(),
        settled_at=past.at,
    )


def _write_invoices(organisation_id: UUID, sales: Sequence[PastSale]) -> None:
    seller = seller_of(organisation_id)
    numbers, _is_new = InvoiceNumbers.objects.get_or_create(organisation_id=organisation_id, year=sales[0].at.year)
    buyers, invoices, lines, taxes, postings = [], [], list[InvoiceLine](), list[InvoiceTax](), []
    for past in sales:
        drawn = [
            InvoiceLine(
                organisation_id=organisation_id,
                invoice_id=past.sale.id,
                position=place,
                text=line.text[:300],
                quantity=line.quantity,
                unit=line.unit,
                gross=line.gross,
                rate=0 if seller.is_exempt else line.vat_rate,
            )
            for place, line in enumerate(past.sale.lines, start=1)
        ]
        totals = totals_per_rate((line.rate, line.gross) for line in drawn)
        numbers.invoices += 1
        buyers.append(_buyer(organisation_id, past.sale.buyer))
        invoices.append(_invoice(past, buyers[-1], numbers, totals, asdict(seller)))
        lines += drawn
        taxes += [
            InvoiceTax(organisation_id=organisation_id, invoice_id=past.sale.id, **_amounts(total)) for total in totals
        ]
        postings.append((past, posting.sale(past.sale.id, past.about, totals)))
    numbers.save(update_fields=["invoices"])
    InvoiceBuyer.objects.bulk_create(buyers)
    Invoice.objects.bulk_create(invoices)
    InvoiceLine.objects.bulk_create(lines)
    InvoiceTax.objects.bulk_create(taxes)
    _post(organisation_id, postings)


def _buyer(organisation_id: UUID, buyer: Buyer) -> InvoiceBuyer:
    return InvoiceBuyer(organisation_id=organisation_id, **asdict(buyer))


def _amounts(total: RateTotal) -> dict[str, int]:
    return {"rate": total.rate, "gross": total.gross, "tax": total.tax}


def _invoice(
    past: PastSale, buyer: InvoiceBuyer, numbers: InvoiceNumbers, totals: Sequence[RateTotal], seller: dict[str, object]
) -> Invoice:
    return Invoice(
        id=past.sale.id,
        organisation_id=numbers.organisation_id,
        kind=Kind.INVOICE,
        year=numbers.year,
        number=numbers.invoices,
        issued_on=past.at.date(),
        about_kind=past.sale.about_kind,
        about_id=past.sale.about_id,
        buyer=buyer,
        currency=past.sale.currency,
        language=past.sale.language,
        seller=seller,
        gross=sum(total.gross for total in totals),
        prepaid=past.gross,
        tax=sum(total.tax for total in totals),
    )


def _post(organisation_id: UUID, postings: Sequence[tuple[PastSale, posting.Posting]]) -> None:
    made = [
        (
            Entry(
                organisation_id=organisation_id,
                key=fact.key,
                kind=fact.kind,
                about_kind=fact.about_kind,
                about_id=fact.about_id,
                at=past.at,
                size=len(fact.sides),
            ),
            fact,
        )
        for past, fact in postings
    ]
    Entry.objects.bulk_create(entry for entry, _fact in made)
    EntryLine.objects.bulk_create(
        EntryLine(organisation_id=organisation_id, entry=entry, account=account, currency=fact.currency, amount=amount)
        for entry, fact in made
        for account, amount in fact.sides
    )
