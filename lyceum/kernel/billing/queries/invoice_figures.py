"""What was sold, and the tax in it: by month, currency and rate."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Sum, When
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Invoice, InvoiceTax
from lyceum.kernel.billing.permissions import may_see_invoices
from lyceum.kernel.billing.rules.invoice import Kind
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.money import plain
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn

_SIGN = Case(When(invoice__kind=Kind.CREDIT_NOTE, then=-1), default=1)


@dataclass(frozen=True, slots=True)
class MonthTax:
    """What invoices came to less what credit notes gave back."""

    month: date
    currency: str
    rate: int
    gross: int
    tax: int

    @property
    def net(self) -> int:
        return self.gross - self.tax


def tax_of_year(caller: Caller, year: int) -> list[MonthTax]:
    refuse_unless(may_see_invoices(caller))
    rows = (
        InvoiceTax.objects.within(caller)
        .filter(invoice__issued_on__year=year)
        .annotate(month=TruncMonth("invoice__issued_on"))
        .values("month", "invoice__currency", "rate")
        .annotate(all=Sum(F("gross") * _SIGN), taxed=Sum(F("tax") * _SIGN))
        .order_by("month", "invoice__currency", "rate")
    )
    return [MonthTax(row["month"], row["invoice__currency"], row["rate"], row["all"], row["taxed"]) for row in rows]


def years_of(caller: Caller) -> list[int]:
    """Those in which something was invoiced, the newest first."""
    refuse_unless(may_see_invoices(caller))
    return list(Invoice.objects.within(caller).order_by("-year").values_list("year", flat=True).distinct())


def sales_charts(caller: Caller, year: int) -> list[Chart]:
    """One for each currency: they cannot be added up."""
    sums: dict[str, dict[int, int]] = defaultdict(lambda: dict.fromkeys(range(1, 13), 0))
    for row in tax_of_year(caller, year):
        sums[row.currency][row.month.month] += row.net
    return [_chart(currency, year, months) for currency, months in sorted(sums.items())]


def _chart(currency: str, year: int, months: dict[int, int]) -> Chart:
    days = [date(year, month, 1) for month in months]
    values = [float(plain(net, currency)) for net in months.values()]
    return drawn(
        Figures(
            code=f"sales_{currency}",
            title=_("Sales before tax, in %(currency)s") % {"currency": currency},
            names=[date_format(day, "F Y") for day in days],
            ticks=[date_format(day, "N") for day in days],
            values=[max(value, 0.0) for value in values],
            whole=sum(values),
        )
    )
