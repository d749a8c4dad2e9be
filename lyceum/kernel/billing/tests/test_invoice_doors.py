"""Invoices and the books, through each door."""

from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.actions.invoice_seller import say_who_sells
from lyceum.kernel.billing.models import Invoice, SellerIdentity
from lyceum.kernel.billing.queries.invoice import invoices_about
from lyceum.kernel.billing.queries.ledger_export import fec_of
from lyceum.kernel.billing.rules.fec import COLUMNS
from lyceum.kernel.billing.rules.invoice import CreditLine, Seller
from lyceum.kernel.billing.tests.test_invoice import a_sale
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World


@pytest.fixture
def invoice(world: World) -> Invoice:
    organisation_id = world.owner.organisation_id
    invoice = issue_invoice(organisation_id, a_sale())
    issue_credit_note(organisation_id, invoice.id, new_identifier(), [CreditLine(1, 500)])
    return invoice


@pytest.fixture
def browser(world: World, invoice: Invoice) -> Client:
    return world.browser(world.members[Role.OWNER])


@pytest.mark.wish("K13")
def test_the_pages_show_invoices_what_was_given_back_and_the_books(browser: Client, invoice: Invoice) -> None:
    listed = browser.get("/ampere/invoices/").content.decode()
    assert (invoice.code in listed, "€28.00" in listed, "€5.00" in listed) == (True, True, True)
    only = browser.get("/ampere/invoices/?kind=credit_note").content.decode()
    assert "€28.00" not in only
    shown = browser.get(f"/ampere/invoices/{invoice.id}/").content.decode()
    assert ("Balcony" in shown, "€23.00" in shown) == (True, True)
    books = browser.get("/ampere/ledger/").content.decode()
    assert ("Owed by buyers" in books, "€23.00" in books, "Sales before tax, in EUR" in books) == (True, True, True)


def test_the_list_takes_as_many_questions_however_long(world: World, browser: Client) -> None:
    browser.get("/ampere/invoices/")
    with connection.execute_wrapper(counter := Counter()):
        browser.get("/ampere/invoices/")
    first, counter.count = counter.count, 0
    for _ in range(3):
        issue_invoice(world.owner.organisation_id, a_sale())
    with connection.execute_wrapper(counter):
        browser.get("/ampere/invoices/")
    assert counter.count == first


class Counter:
    count = 0

    def __call__(self, execute: object, *told: object) -> object:
        self.count += 1
        return execute(*told)  # type: ignore[operator]


def test_files_open(browser: Client, invoice: Invoice) -> None:
    pdf = browser.get(f"/ampere/invoices/{invoice.id}/pdf/")
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == (
        "application/pdf",
        f'attachment; filename="{invoice.code}.pdf"',
    )
    assert pdf.content[:5] == b"%PDF-"
    book = load_workbook(BytesIO(browser.get("/ampere/ledger/xlsx/").content))
    rows = list(book.worksheets[0].values)
    assert [row[1:] for row in rows[1:]] == [("EUR", 5.5, 18.96, 1.04, 20), ("EUR", 20, 2.5, 0.5, 3)]
    assert browser.get("/ampere/ledger/csv/").content.count(b"\r\n") == 3
    assert browser.get("/ampere/ledger/exe/").status_code == 404


def test_the_file_of_the_tax_office_balances_entry_by_entry(world: World, invoice: Invoice) -> None:
    name, content = fec_of(world.owner, invoice.year)
    assert name == f"000000000FEC{invoice.year}1231.txt"
    head, *rows = [line.split("\t") for line in content.decode().splitlines()]
    assert (head, {len(row) for row in rows}) == (COLUMNS, {18})
    for number in ("1", "2"):
        mine = [row for row in rows if row[2] == number]
        debit, credit = (sum(float(row[at].replace(",", ".")) for row in mine) for at in (11, 12))
        assert round(debit, 2) == round(credit, 2) == {"1": 28, "2": 5}[number]
    assert {row[4] for row in rows} == {"411000", "706000", "709600", "4457100550", "4457102000"}
    assert {row[8][0] for row in rows} == {"F", "A"}


def test_rest_and_graphql_say_the_same(browser: Client, invoice: Invoice) -> None:
    listed = browser.get("/ampere/api/v1/invoices").json()
    assert [(row["kind"], row["gross"]) for row in listed["invoices"]] == [("credit_note", 500), ("invoice", 2800)]
    one = browser.get(f"/ampere/api/v1/invoices/{invoice.id}").json()
    assert (one["left"], [line["gross"] for line in one["lines"]]) == (2300, [2500, 300])
    assert browser.get(f"/ampere/api/v1/invoices/{invoice.id}/pdf").content[:5] == b"%PDF-"
    balances = {row["account"]: row["balance"] for row in browser.get("/ampere/api/v1/ledger").json()}
    assert (balances["receivable"], sum(balances.values())) == (2300, 0)
    query = f'{{ invoices {{ code gross }} invoice(id: "{invoice.id}") {{ left }} accountBalances {{ balance }} }}'
    found = browser.post("/ampere/graphql", {"query": query}, "application/json").json()["data"]
    assert (len(found["invoices"]), found["invoice"]["left"]) == (2, "2300")
    assert sum(int(row["balance"]) for row in found["accountBalances"]) == 0


def test_an_owner_says_who_sells_and_nobody_else(world: World, browser: Client) -> None:
    form = {"name": "Scène", "street": "1 quai", "postcode": "69001", "city": "Lyon", "country": "fr"}
    wrong = browser.post("/ampere/invoices/seller/", form | {"registration": "123 456 789 00012"})
    assert (wrong.status_code, SellerIdentity.objects.count()) == (422, 0)
    right = browser.post("/ampere/invoices/seller/", form | {"registration": "732 829 320 00074", "is_exempt": "on"})
    assert right.status_code == 302
    world.owner  # noqa: B018  enters the scope of the organisation again
    kept = SellerIdentity.objects.get()
    assert (kept.registration, kept.country, kept.is_exempt) == ("73282932000074", "FR", True)
    with pytest.raises(NotAllowed):
        say_who_sells(world.student, Seller("Mine"))
    with pytest.raises(Invalid):
        say_who_sells(world.owner, Seller(" "))


def test_invoices_about_a_thing_are_for_its_room(world: World, invoice: Invoice) -> None:
    found = invoices_about(world.owner.organisation_id, "events:order", invoice.about_id)
    assert [(row.kind, row.gross) for row in found] == [("invoice", 2800), ("credit_note", 500)]
    assert invoices_about(world.owner.organisation_id, "events:order", new_identifier()) == []


def test_whoever_runs_it_hears_of_books_that_do_not_hold(invoice: Invoice, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_ledger")
    assert capsys.readouterr().out == "The books balance.\n"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE billing_entryline DISABLE TRIGGER append_only")
        cursor.execute("UPDATE billing_entryline SET amount = amount + 1 WHERE account = 'receivable'")
        cursor.execute("ALTER TABLE billing_entryline ENABLE TRIGGER append_only")
    with pytest.raises(CommandError, match="3 faults"):
        call_command("check_ledger")
