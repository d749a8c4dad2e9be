"""Issue an invoice, or a credit note to one: numbered without gaps, posted in the same transaction.

Call them late in a transaction: until the commit nobody else in the organisation gets a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.posting import post
from lyceum.kernel.billing.announcements import CreditNoteIssued, InvoiceIssued
from lyceum.kernel.billing.models import Invoice, InvoiceBuyer, InvoiceLine, InvoiceTax
from lyceum.kernel.billing.queries.invoice_left import credited_per_rate, left_of
from lyceum.kernel.billing.queries.invoice_seller import seller_of
from lyceum.kernel.billing.queries.invoice_words import refusal_of
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.billing.rules.invoice import Buyer, CreditLine, Kind, Sale, SaleLine, fault_of_sale
from lyceum.kernel.billing.rules.vat import RateTotal, totals_per_rate
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Organisation

__all__ = ["Buyer", "CreditLine", "Sale", "SaleLine", "issue_credit_note", "issue_invoice"]
_NEXT = """
    INSERT INTO billing_invoicenumbers AS numbers (id, created_at, organisation_id, year, invoices, credit_notes)
    VALUES (%(id)s, statement_timestamp(), %(organisation)s, %(year)s, %(invoices)s, %(credit_notes)s)
    ON CONFLICT (organisation_id, year) DO UPDATE SET invoices = numbers.invoices + excluded.invoices,
        credit_notes = numbers.credit_notes + excluded.credit_notes
    RETURNING invoices, credit_notes
"""


@transaction.atomic
def issue_invoice(organisation_id: UUID, sale: Sale) -> Invoice:
    """Idempotent by the sale's id. A seller without value-added tax owes none, whatever rate the lines ask for."""
    if fault := fault_of_sale(sale):
        raise refusal_of(fault)
    if kept := _already(organisation_id, sale.id):
        return kept
    seller = seller_of(organisation_id)
    lines = [
        InvoiceLine(
            organisation_id=organisation_id,
            position=position,
            text=line.text[:300],
            quantity=line.quantity,
            unit=line.unit,
            gross=line.gross,
            rate=0 if seller.is_exempt else line.vat_rate,
        )
        for position, line in enumerate(sale.lines, start=1)
    ]
    invoice = Invoice(
        id=sale.id,
        organisation_id=organisation_id,
        kind=Kind.INVOICE,
        about_kind=sale.about_kind,
        about_id=sale.about_id,
        currency=sale.currency,
        language=sale.language,
        seller=asdict(seller),
        prepaid=sale.prepaid,
    )
    totals = totals_per_rate((line.rate, line.gross) for line in lines)
    _issue(invoice, sale.buyer, lines, totals)
    post(organisation_id, posting.sale(invoice.id, _about(invoice), totals))
    announce(Visitor(organisation_id), InvoiceIssued(invoice.id, invoice.code, invoice.about_kind, invoice.about_id))
    return invoice


@transaction.atomic
def issue_credit_note(
    organisation_id: UUID, invoice_id: UUID, id: UUID, lines: Sequence[CreditLine] | None = None
) -> Invoice:
    """Gives back some of an invoice's lines, never more than is left of each; without ``lines`` all that is left."""
    if kept := _already(organisation_id, id):
        return kept
    invoice = Invoice.objects.within(Visitor(organisation_id)).filter(id=invoice_id, kind=Kind.INVOICE).first()
    if invoice is None:
        raise NotFound(_("There is no such invoice."))
    left = left_of(organisation_id, invoice)
    wanted = left.all() if lines is None else lines
    if fault := left.fault_of(wanted):
        raise refusal_of(fault)
    credited = {line.position: line for line in invoice.lines.all()}
    drawn = [_credit_line(credited[line.position], place, line) for place, line in enumerate(wanted, start=1)]
    note = Invoice(
        id=id,
        organisation_id=organisation_id,
        kind=Kind.CREDIT_NOTE,
        credits=invoice,
        **{name: getattr(invoice, name) for name in ("about_kind", "about_id", "currency", "language", "seller")},
    )
    totals = totals_per_rate(((line.rate, line.gross) for line in drawn), credited_per_rate(organisation_id, invoice))
    _issue(note, _buyer_of(invoice), drawn, totals)
    post(organisation_id, posting.credit(note.id, _about(note), totals))
    announce(Visitor(organisation_id), CreditNoteIssued(note.id, note.code, invoice.id, note.about_kind, note.about_id))
    return note


def _already(organisation_id: UUID, id: UUID) -> Invoice | None:
    """Waits for whoever is numbering now, so that the second of two with one id sees what the first has issued."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"billing.numbers:{organisation_id}"])
    kept: Invoice | None = Invoice.objects.within(Visitor(organisation_id)).filter(id=id).first()
    return kept


def _issue(invoice: Invoice, buyer: Buyer, lines: list[InvoiceLine], totals: Sequence[RateTotal]) -> None:
    organisation_id = invoice.organisation_id
    invoice.issued_on = _today(organisation_id)
    invoice.year = invoice.issued_on.year
    invoice.gross = sum(total.gross for total in totals)
    invoice.tax = sum(total.tax for total in totals)
    invoice.number = _next_number(organisation_id, Kind(invoice.kind), invoice.year)
    invoice.buyer = InvoiceBuyer.objects.create(organisation_id=organisation_id, **asdict(buyer))
    invoice.save(force_insert=True)
    InvoiceLine.objects.bulk_create(_belonging(lines, invoice))
    InvoiceTax.objects.bulk_create(
        InvoiceTax(organisation_id=organisation_id, invoice=invoice, rate=total.rate, gross=total.gross, tax=total.tax)
        for total in totals
    )


def _next_number(organisation_id: UUID, kind: Kind, year: int) -> int:
    """The counter is changed in the invoice's own transaction: when that is rolled back, so is the number."""
    is_invoice = kind is Kind.INVOICE
    given: dict[str, Any] = {"id": new_identifier(), "organisation": organisation_id, "year": year}
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, given | {"invoices": int(is_invoice), "credit_notes": int(not is_invoice)})
        number: int = cursor.fetchone()[0 if is_invoice else 1]
    return number


def _today(organisation_id: UUID) -> date:
    """Where the organisation is: a year of numbers ends at its own midnight."""
    zone = Organisation.objects.values_list("time_zone", flat=True).get(id=organisation_id)
    return timezone.localdate(timezone=ZoneInfo(zone))


def _belonging(lines: Iterable[InvoiceLine], invoice: Invoice) -> list[InvoiceLine]:
    kept = list(lines)
    for line in kept:
        line.invoice = invoice
    return kept


def _credit_line(credited: InvoiceLine, position: int, wanted: CreditLine) -> InvoiceLine:
    is_whole = wanted.amount == credited.gross
    return InvoiceLine(
        organisation_id=credited.organisation_id,
        position=position,
        credits=credited,
        text=(wanted.text or credited.text)[:300],
        quantity=credited.quantity if is_whole else 1,
        unit=credited.unit if is_whole else wanted.amount,
        gross=wanted.amount,
        rate=credited.rate,
    )


def _buyer_of(invoice: Invoice) -> Buyer:
    kept = invoice.buyer
    return Buyer(kept.name, kept.address, kept.email, kept.vat_number, kept.person_id)


def _about(invoice: Invoice) -> posting.About:
    return posting.About(invoice.about_kind, invoice.about_id, invoice.currency)
