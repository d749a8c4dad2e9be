"""Whether the books of an organisation hold: what the database refuses anyway, looked at once more."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, F, Max, Sum

from lyceum.kernel.billing.models import Entry, EntryLine, Invoice, InvoiceLine, InvoiceTax


def faults_of_books(organisation_id: UUID) -> list[str]:
    """For machines and operators, in English; its scope is entered. Nothing when all is well."""
    questions = (_unbalanced, _not_whole, _gaps, _sums)
    return [fault for question in questions for fault in question(organisation_id)]


def _unbalanced(organisation_id: UUID) -> Iterator[str]:
    lines = EntryLine.objects.filter(organisation_id=organisation_id)
    sums = lines.values("entry__key", "currency").annotate(off=Sum("amount")).exclude(off=0)
    for row in sums.order_by("entry__key"):
        yield f"entry {row['entry__key']} is out of balance by {row['off']} {row['currency']}"


def _not_whole(organisation_id: UUID) -> Iterator[str]:
    entries = Entry.objects.filter(organisation_id=organisation_id).annotate(there=Count("lines"))
    for entry in entries.exclude(there=F("size")).order_by("key"):
        yield f"entry {entry.key} has {entry.there} lines of {entry.size}"


def _gaps(organisation_id: UUID) -> Iterator[str]:
    series = Invoice.objects.filter(organisation_id=organisation_id).values("kind", "year")
    for row in series.annotate(last=Max("number"), there=Count("id")).order_by("kind", "year"):
        if row["last"] != row["there"]:
            yield f"{row['kind']} {row['year']}: {row['there']} documents up to number {row['last']}"


def _sums(organisation_id: UUID) -> Iterator[str]:
    """What invoices say is owed, against what the books say."""
    gross = _by_currency(InvoiceLine, organisation_id, "gross")
    taxed = _by_currency(InvoiceTax, organisation_id, "gross")
    if gross != taxed:
        yield f"lines come to {gross}, taxes to {taxed}"
    posted = EntryLine.objects.filter(
        organisation_id=organisation_id, account="receivable", entry__kind__in=["sale", "credit"]
    )
    owed = {row["currency"]: row["sum"] for row in posted.values("currency").annotate(sum=Sum("amount"))}
    issued: dict[str, int] = {}
    for invoice in Invoice.objects.filter(organisation_id=organisation_id).only("kind", "currency", "gross"):
        signed = -invoice.gross if invoice.is_credit_note else invoice.gross
        issued[invoice.currency] = issued.get(invoice.currency, 0) + signed
    for currency in sorted(issued.keys() | owed.keys()):
        if issued.get(currency, 0) != owed.get(currency, 0):
            yield f"invoices come to {issued.get(currency, 0)} {currency}, the books to {owed.get(currency, 0)}"


def _by_currency(model: type[InvoiceLine] | type[InvoiceTax], organisation_id: UUID, name: str) -> dict[str, int]:
    rows = model.objects.filter(organisation_id=organisation_id).values("invoice__currency")
    return {row["invoice__currency"]: row["sum"] for row in rows.annotate(sum=Sum(name)).order_by("invoice__currency")}
