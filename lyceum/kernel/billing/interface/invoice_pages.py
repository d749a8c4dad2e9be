"""Invoices, the books, and who sells."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.invoice_seller import say_who_sells
from lyceum.kernel.billing.interface.invoice_forms import SellerForm
from lyceum.kernel.billing.permissions import may_say_who_sells
from lyceum.kernel.billing.queries.invoice import invoice_for, invoices_for, pdf_for
from lyceum.kernel.billing.queries.invoice_figures import sales_charts, tax_of_year, years_of
from lyceum.kernel.billing.queries.invoice_seller import own_seller, seller_of
from lyceum.kernel.billing.queries.ledger import trial_balance
from lyceum.kernel.billing.queries.ledger_export import fec_of, tax_sheet
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.foundation.rules.sheet import csv_of, delimiter_for
from lyceum.kernel.reporting.queries.workbook import XLSX, workbook

SEES = may("billing.see_invoices")


@page(SEES)
def invoices(caller: Caller, request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = invoices_for(caller, kind=kind, after=after_of(request))
    shown = {"found": found, "kind": kind, "nameless": not seller_of(caller.organisation_id).is_complete}
    return render(request, "billing/invoices.html", shown | {"may_say": may_say_who_sells(caller)})


@page(SEES)
def invoice(caller: Caller, request: HttpRequest, invoice_id: UUID) -> HttpResponse:
    return render(request, "billing/invoice.html", {"view": invoice_for(caller, invoice_id)})


@page(SEES)
def invoice_file(caller: Caller, request: HttpRequest, invoice_id: UUID) -> HttpResponse:
    return _file(*pdf_for(caller, invoice_id), "application/pdf")


@page(SEES)
def ledger(caller: Caller, request: HttpRequest) -> HttpResponse:
    year = _year(request)
    shown = {
        "year": year,
        "years": sorted({*years_of(caller), timezone.localdate().year}, reverse=True),
        "charts": sales_charts(caller, year),
        "taxes": tax_of_year(caller, year),
        "balances": trial_balance(caller),
    }
    return render(request, "billing/ledger.html", shown)


@page(SEES)
def ledger_file(caller: Caller, request: HttpRequest, ending: str) -> HttpResponse:
    """``txt``: the file of the tax office; the others: tax by month."""
    year = _year(request)
    if ending == "txt":
        return _file(*fec_of(caller, year), "text/plain; charset=utf-8")
    head, rows = tax_sheet(caller, year)
    if ending == "xlsx":
        return _file(f"vat-{year}.xlsx", workbook(_("VAT"), head, rows), XLSX)
    if ending == "csv":
        return _file(f"vat-{year}.csv", csv_of(head, rows, delimiter=delimiter_for(get_language() or "")), "text/csv")
    raise Http404


@page(may("billing.say_who_sells"), methods=("GET", "POST"))
def seller(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = SellerForm(request.POST or None, initial=asdict(own_seller(caller)))
    if form.is_valid():
        try:
            say_who_sells(caller, form.seller())
        except Invalid as refusal:
            for name, faults in refusal.fields.items():
                form.add_error(name, faults)
        else:
            messages.success(request, _("Saved. It is on invoices from now on."))
            return redirect("billing:invoices")
    return render(request, "billing/seller.html", {"form": form}, status=422 if form.errors else 200)


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else timezone.localdate().year


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
