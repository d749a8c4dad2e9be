"""What of an invoice has been credited, and what is left."""

from uuid import UUID

from django.db.models import Sum

from lyceum.kernel.billing.models import Invoice, InvoiceLine, InvoiceTax
from lyceum.kernel.billing.rules.invoice import Left
from lyceum.kernel.billing.rules.vat import RateTotal


def left_of(organisation_id: UUID, invoice: Invoice) -> Left:
    credited = (
        InvoiceLine.objects.filter(organisation_id=organisation_id, credits__invoice=invoice)
        .values("credits__position")
        .annotate(sum=Sum("gross"))
    )
    gone = {row["credits__position"]: row["sum"] for row in credited.order_by("credits__position")}
    return Left({line.position: line.gross - gone.get(line.position, 0) for line in invoice.lines.all()})


def credited_per_rate(organisation_id: UUID, invoice: Invoice) -> dict[int, RateTotal]:
    rows = (
        InvoiceTax.objects.filter(organisation_id=organisation_id, invoice__credits=invoice)
        .values("rate")
        .annotate(all=Sum("gross"), taxed=Sum("tax"))
    )
    return {row["rate"]: RateTotal(row["rate"], row["all"], row["taxed"]) for row in rows.order_by("rate")}
