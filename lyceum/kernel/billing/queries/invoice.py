"""Invoices and credit notes, for those who keep the organisation's accounts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Invoice
from lyceum.kernel.billing.permissions import may_see_invoices
from lyceum.kernel.billing.queries.invoice_paper import invoice_pdf
from lyceum.kernel.billing.rules.invoice import Kind
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound

PAGE = 30


@dataclass(frozen=True, slots=True)
class InvoicePage:
    invoices: list[Invoice]
    next: UUID | None


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """``left``: what is not credited yet. ``card``: of what it is about, where the caller may see it."""

    invoice: Invoice
    lines: list[Any]
    taxes: list[Any]
    credit_notes: list[Invoice]
    card: Card | None
    left: int


def invoices_for(caller: Caller, *, kind: str = "", after: UUID | None = None) -> InvoicePage:
    """The newest first; ``kind``: only invoices, or only credit notes."""
    refuse_unless(may_see_invoices(caller))
    rows = _kept(caller).order_by("-id")
    if kind in {*Kind}:
        rows = rows.filter(kind=kind)
    if after:
        rows = rows.filter(id__lt=after)
    found = list(rows[: PAGE + 1])
    return InvoicePage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def invoice_for(caller: Caller, invoice_id: UUID) -> InvoiceView:
    refuse_unless(may_see_invoices(caller))
    invoice = _kept(caller).filter(id=invoice_id).first()
    if invoice is None:
        raise NotFound(_("There is no such invoice."))
    notes = list(_kept(caller).filter(credits=invoice).order_by("id"))
    return InvoiceView(
        invoice,
        list(invoice.lines.all()),
        list(invoice.taxes.all()),
        notes,
        registry.card_of(caller, invoice.about_kind, invoice.about_id),
        invoice.gross - sum(note.gross for note in notes),
    )


def invoices_about(organisation_id: UUID, kind: str, id: UUID) -> list[Invoice]:
    """Invoices and credit notes of one thing, for the room that it is in, in the order of their issue."""
    rows = Invoice.objects.filter(organisation_id=organisation_id, about_kind=kind, about_id=id)
    return list(rows.select_related("credits").order_by("created_at", "id"))


def pdf_for(caller: Caller, invoice_id: UUID) -> tuple[str, bytes]:
    refuse_unless(may_see_invoices(caller))
    return invoice_pdf(caller.organisation_id, invoice_id)


def _kept(caller: Caller) -> QuerySet[Invoice]:
    kept: QuerySet[Invoice] = Invoice.objects.within(caller).select_related("buyer", "credits")
    return kept
