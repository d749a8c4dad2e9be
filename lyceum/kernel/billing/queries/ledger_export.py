"""The books as files: for the tax office, and for a spreadsheet."""

from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import EntryLine, Invoice
from lyceum.kernel.billing.permissions import may_see_invoices
from lyceum.kernel.billing.queries.invoice_figures import tax_of_year
from lyceum.kernel.billing.queries.invoice_seller import seller_of
from lyceum.kernel.billing.rules.fec import Side, fec
from lyceum.kernel.billing.rules.vat import shown_rate
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.money import plain
from lyceum.kernel.foundation.rules.sheet import Cell
from lyceum.kernel.identity.models import Organisation


def fec_of(caller: Caller, year: int) -> tuple[str, bytes]:
    """Of a calendar year: its name as the law has it, and its bytes. Entries are numbered as they happened."""
    refuse_unless(may_see_invoices(caller))
    siren = seller_of(caller.organisation_id).registration[:9] or "000000000"
    return f"{siren}FEC{year}1231.txt", fec(_sides(caller, year))


def tax_sheet(caller: Caller, year: int) -> tuple[list[str], list[list[Cell]]]:
    """Value-added tax by month, currency and rate: head and rows."""
    head = [_("Month"), _("Currency"), _("VAT rate"), _("Before tax"), _("VAT"), _("Tax included")]
    rows: list[list[Cell]] = [
        [
            f"{row.month:%Y-%m}",
            row.currency,
            float(shown_rate(row.rate)),
            *(float(plain(amount, row.currency)) for amount in (row.net, row.tax, row.gross)),
        ]
        for row in tax_of_year(caller, year)
    ]
    return head, rows


def _sides(caller: Caller, year: int) -> Iterator[Side]:
    zone = ZoneInfo(Organisation.objects.values_list("time_zone", flat=True).get(id=caller.organisation_id))
    codes = {str(invoice.id): invoice.code for invoice in Invoice.objects.within(caller)}
    lines = EntryLine.objects.within(caller).select_related("entry").order_by("entry__at", "entry_id", "id")
    number, last = 0, UUID(int=0)
    for line in lines:
        day = line.entry.at.astimezone(zone).date()
        if day.year != year:
            continue
        number, last = number + (line.entry_id != last), line.entry_id
        kind, _colon, about = line.entry.key.partition(":")
        yield Side(number, day, kind, line.account, codes.get(about, line.entry.key), line.currency, line.amount)
