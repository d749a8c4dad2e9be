from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from lyceum.kernel.billing.models.invoice_buyer import InvoiceBuyer
from lyceum.kernel.billing.models.ledger import CURRENCY
from lyceum.kernel.billing.rules.invoice import Kind, number_text
from lyceum.kernel.foundation.models import Tenant


class InvoiceNumbers(Tenant):
    """The last numbers of a year. Its row stays locked until the invoice's transaction ends, so none is lost."""

    year = models.PositiveSmallIntegerField()
    invoices = models.PositiveIntegerField(default=0)
    credit_notes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="invoice_numbers_once")]


class Invoice(Tenant):
    """An invoice, or a credit note to one (``credits``): amounts are above nothing on both. Never changed once issued.

    ``seller``: who sold, as they were (``rules.invoice.Seller``). Who bought lies beside it. ``prepaid``: what had been
    paid of it when it was issued.
    """

    append_only: ClassVar[bool] = True

    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    issued_on = models.DateField()
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    credits = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="credit_notes")
    buyer = models.OneToOneField(InvoiceBuyer, on_delete=models.PROTECT, related_name="invoice")
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=5)
    seller: Any = models.JSONField(default=dict)
    gross = models.BigIntegerField()
    tax = models.BigIntegerField()
    prepaid = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year", "number"], name="invoice_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="invoice_numbers_from_one"),
            models.CheckConstraint(condition=Q(gross__gte=F("tax")) & Q(tax__gte=0), name="invoice_amounts"),
            models.CheckConstraint(condition=Q(prepaid__gte=0, prepaid__lte=F("gross")), name="invoice_prepaid"),
            models.CheckConstraint(condition=Q(currency__regex=CURRENCY), name="invoice_currency"),
            models.CheckConstraint(
                condition=Q(kind=Kind.INVOICE.value, credits=None)
                | Q(kind=Kind.CREDIT_NOTE.value, credits__isnull=False),
                name="invoice_credits_another",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "about_id"], name="invoice_about")]

    @property
    def net(self) -> int:
        return self.gross - self.tax

    @property
    def due(self) -> int:
        return self.gross - self.prepaid

    @property
    def code(self) -> str:
        return number_text(self.kind, self.year, self.number)

    @property
    def is_credit_note(self) -> bool:
        return self.kind == Kind.CREDIT_NOTE

    def __str__(self) -> str:
        return self.code


class InvoiceLine(Tenant):
    """``position`` counts from 1; on a credit note ``credits`` is the line that it gives back some of."""

    append_only: ClassVar[bool] = True

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    credits = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="credit_lines")
    text = models.CharField(max_length=300)
    quantity = models.PositiveIntegerField()
    unit = models.BigIntegerField()
    gross = models.BigIntegerField()
    rate = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_once"),
            models.CheckConstraint(
                condition=Q(gross=F("quantity") * F("unit"), quantity__gte=1, unit__gte=0), name="invoice_line_amounts"
            ),
        ]


class InvoiceTax(Tenant):
    """What one rate comes to on one document; rounded here and nowhere else."""

    append_only: ClassVar[bool] = True

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="taxes")
    rate = models.PositiveSmallIntegerField()
    gross = models.BigIntegerField()
    tax = models.BigIntegerField()

    class Meta:
        ordering = ["rate"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "rate"], name="invoice_tax_once"),
            models.CheckConstraint(condition=Q(gross__gte=F("tax"), tax__gte=0), name="invoice_tax_amounts"),
        ]

    @property
    def net(self) -> int:
        return self.gross - self.tax
