"""Invoices and books, of one organisation: rows that nobody may move, beside those of another."""

from typing import Any

import pytest
from django.utils import timezone

from lyceum.kernel.billing.actions.invoice import _already, issue_credit_note
from lyceum.kernel.billing.actions.posting import post
from lyceum.kernel.billing.models import EntryLine, Invoice, SellerIdentity
from lyceum.kernel.billing.queries.invoice import _kept
from lyceum.kernel.billing.queries.invoice_figures import tax_of_year, years_of
from lyceum.kernel.billing.queries.invoice_paper import invoice_pdf
from lyceum.kernel.billing.queries.invoice_seller import seller_of
from lyceum.kernel.billing.queries.ledger import trial_balance
from lyceum.kernel.billing.queries.ledger_export import _sides
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.billing.rules.vat import RateTotal
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from tests.isolation.house import Wing
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples

apart("billing.queries.ledger.trial_balance", insider, trial_balance, twins=(EntryLine,))


@probe("billing.actions.invoice._already")
def an_invoice_elsewhere_is_not_what_was_issued_before(samples: Samples) -> None:
    house, invoice = samples.house, _issued(samples.house.here)
    assert _already(house.here.organisation.id, invoice.id) == invoice
    assert _already(house.abroad.organisation.id, invoice.id) is None


@probe("billing.actions.invoice.issue_credit_note")
def an_invoice_elsewhere_is_not_credited(samples: Samples) -> None:
    house = samples.house
    with pytest.raises(NotFound):
        issue_credit_note(house.abroad.organisation.id, _issued(house.here).id, new_identifier())


@probe("billing.queries.invoice._kept")
def invoices_are_those_of_one_organisation(samples: Samples) -> None:
    caller = insider(samples)
    assert {invoice.organisation_id for invoice in _kept(caller)} == {caller.organisation_id}


@probe("billing.queries.invoice_paper.invoice_pdf")
def an_invoice_elsewhere_is_not_printed(samples: Samples) -> None:
    house = samples.house
    with pytest.raises(NotFound):
        invoice_pdf(house.abroad.organisation.id, _issued(house.here).id)


@probe("billing.queries.invoice_seller.seller_of")
def who_sells_elsewhere_does_not_sell_here(samples: Samples) -> None:
    organisation = samples.house.here.organisation
    SellerIdentity.objects.filter(organisation=organisation).delete()
    assert seller_of(organisation.id).name == organisation.name


@probe("billing.queries.invoice_figures.tax_of_year")
def what_was_sold_is_that_of_one_organisation(samples: Samples) -> None:
    organisation, year = samples.house.here.organisation, timezone.localdate().year
    issued = Invoice.objects.filter(organisation=organisation, issued_on__year=year)
    sold = sum(-invoice.gross if invoice.is_credit_note else invoice.gross for invoice in issued)
    assert sum(row.gross for row in tax_of_year(insider(samples), year)) == sold > 0


@probe("billing.queries.invoice_figures.years_of")
def years_are_those_of_one_organisation(samples: Samples) -> None:
    caller = insider(samples)
    before = years_of(caller)
    _issued_in(samples.house.abroad, 1999)
    assert years_of(caller) == before


@probe("billing.queries.ledger_export._sides")
def the_books_as_a_file_are_those_of_one_organisation_and_name_its_invoices_alone(samples: Samples) -> None:
    caller, foreign = insider(samples), _issued(samples.house.abroad)
    about = posting.About(foreign.about_kind, foreign.about_id, foreign.currency)
    entry = posting.sale(foreign.id, about, [RateTotal(2000, 600, 100)])
    post(caller.organisation_id, entry)
    sides = list(_sides(caller, timezone.localdate().year))
    assert len(sides) == EntryLine.objects.filter(organisation_id=caller.organisation_id).count()
    assert [side.piece for side in sides].count(entry.key) == len(entry.sides)


def _issued(wing: Wing) -> Any:
    return Invoice.objects.filter(organisation=wing.organisation, kind="invoice").select_related("buyer").first()


def _issued_in(wing: Wing, year: int) -> None:
    """Another one like it, in that year."""
    invoice = _issued(wing)
    buyer = invoice.buyer
    buyer.id = new_identifier()
    buyer.save(force_insert=True)
    invoice.id, invoice.buyer, invoice.year = new_identifier(), buyer, year
    invoice.save(force_insert=True)
