"""Issuing invoices and credit notes."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from django.db import transaction

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.models import Entry, Invoice, InvoiceLine, SellerIdentity
from lyceum.kernel.billing.queries.ledger import Balance, trial_balance
from lyceum.kernel.billing.rules.invoice import Buyer, CreditLine, Sale, SaleLine
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound
from lyceum.kernel.identity.tests.factories import World

SEATS = [SaleLine("Balcony", 2, 1250, 550), SaleLine("Programme", 1, 300, 2000)]


def a_sale(lines: Sequence[SaleLine] = SEATS, id: UUID | None = None, currency: str = "EUR") -> Sale:
    return Sale(id or new_identifier(), "events:order", new_identifier(), Buyer("Ada"), lines, currency)


def codes() -> list[str]:
    return [invoice.code for invoice in Invoice.objects.order_by("kind", "number")]


@pytest.mark.wish("K15")
def test_an_invoice_has_its_number_lines_and_tax_per_rate_and_is_posted(world: World) -> None:
    invoice = issue_invoice(world.owner.organisation_id, a_sale())
    assert (invoice.code[-6:], invoice.gross, invoice.tax, invoice.net) == ("-00001", 2800, 180, 2620)
    assert [(tax.rate, tax.gross, tax.tax) for tax in invoice.taxes.all()] == [(550, 2500, 130), (2000, 300, 50)]
    assert [(line.position, line.text, line.gross) for line in invoice.lines.all()] == [
        (1, "Balcony", 2500),
        (2, "Programme", 300),
    ]
    assert trial_balance(world.owner) == [
        Balance("receivable", "EUR", 2800, 0),
        Balance("revenue", "EUR", 0, 2620),
        Balance("vat:2000", "EUR", 0, 50),
        Balance("vat:550", "EUR", 0, 130),
    ]
    assert Announcement.objects.filter(kind="billing.invoice_issued").count() == 1


def test_a_repeat_issues_nothing_anew(world: World) -> None:
    sale = a_sale()
    first = issue_invoice(world.owner.organisation_id, sale)
    assert issue_invoice(world.owner.organisation_id, sale) == first
    assert (Invoice.objects.count(), Entry.objects.count(), InvoiceLine.objects.count()) == (1, 1, 2)


def test_a_number_that_was_rolled_back_is_given_again(world: World) -> None:
    organisation_id = world.owner.organisation_id
    with transaction.atomic():
        assert issue_invoice(organisation_id, a_sale()).number == 1
        transaction.set_rollback(True)
    issue_invoice(organisation_id, a_sale())
    assert [code[-6:] for code in codes()] == ["-00001"]


def test_credit_notes_have_numbers_of_their_own_and_give_back_the_tax_to_the_cent(world: World) -> None:
    organisation_id = world.owner.organisation_id
    invoice = issue_invoice(organisation_id, a_sale([SaleLine("Seat", 3, 3, 2000)]))
    notes = [
        issue_credit_note(organisation_id, invoice.id, new_identifier(), [CreditLine(1, amount)]) for amount in (1, 4)
    ]
    notes.append(issue_credit_note(organisation_id, invoice.id, new_identifier()))
    assert [note.code[0] + note.code[-6:] for note in notes] == ["A-00001", "A-00002", "A-00003"]
    assert [note.gross for note in notes] == [1, 4, 4]
    assert sum(note.tax for note in notes) == invoice.tax == 2
    assert {balance.balance for balance in trial_balance(world.owner) if balance.account != "refunds"} == {0, -7}


def test_never_more_is_credited_than_is_left_of_the_line(world: World) -> None:
    organisation_id = world.owner.organisation_id
    invoice = issue_invoice(organisation_id, a_sale())
    issue_credit_note(organisation_id, invoice.id, new_identifier(), [CreditLine(2, 200)])
    for lines, refusal in [
        ([CreditLine(2, 101)], Conflict),
        ([CreditLine(2, 60), CreditLine(2, 60)], Conflict),
        ([CreditLine(3, 1)], Invalid),
        ([CreditLine(1, 0)], Invalid),
        ([], Invalid),
    ]:
        with pytest.raises(refusal):
            issue_credit_note(organisation_id, invoice.id, new_identifier(), lines)
    with pytest.raises(NotFound):
        issue_credit_note(organisation_id, new_identifier(), new_identifier())
    assert Invoice.objects.filter(credits=invoice).count() == 1


@pytest.mark.parametrize("lines", [[], [SaleLine("Seat", 0, 5, 0)], [SaleLine("Seat", 1, -5, 0)]])
def test_refuses_a_sale_of_nothing(world: World, lines: list[SaleLine]) -> None:
    with pytest.raises(Invalid):
        issue_invoice(world.owner.organisation_id, a_sale(lines))
    assert Invoice.objects.count() == 0


def test_a_free_order_has_an_invoice_and_no_entry(world: World) -> None:
    invoice = issue_invoice(world.owner.organisation_id, a_sale([SaleLine("Free seat", 1, 0, 2000)]))
    assert (invoice.gross, Entry.objects.count()) == (0, 0)


def test_an_exempt_seller_owes_no_tax_and_is_frozen_on_the_invoice(world: World) -> None:
    organisation_id = world.owner.organisation_id
    SellerIdentity.objects.create(organisation_id=organisation_id, name="Ampère SARL", is_exempt=True)
    invoice = issue_invoice(organisation_id, a_sale())
    SellerIdentity.objects.update(name="Other", is_exempt=False)
    invoice.refresh_from_db()
    assert (invoice.tax, invoice.seller["name"], invoice.seller["is_exempt"]) == (0, "Ampère SARL", True)
