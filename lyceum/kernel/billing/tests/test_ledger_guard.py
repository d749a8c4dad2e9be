"""What the database itself refuses, whoever asks."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.models import Entry, EntryLine, Invoice, InvoiceLine
from lyceum.kernel.billing.rules.invoice import CreditLine
from lyceum.kernel.billing.tests.test_invoice import a_sale
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.tests.factories import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.wish("K18")]


@pytest.fixture
def organisation_id(world: World) -> UUID:
    issue_invoice(world.owner.organisation_id, a_sale())
    return world.owner.organisation_id


@transaction.atomic
def write_entry(organisation_id: UUID, sides: list[tuple[str, int]], size: int) -> None:
    entry = Entry.objects.create(
        organisation_id=organisation_id,
        key="forged",
        kind="forged",
        about_kind="events:order",
        about_id=organisation_id,
        at=Entry.objects.get().at,
        size=size,
    )
    for currency, amount in sides:
        write_line(organisation_id, entry, currency, amount)


@transaction.atomic
def write_line(organisation_id: UUID, entry: Entry, currency: str, amount: int) -> None:
    EntryLine.objects.create(
        organisation_id=organisation_id, entry=entry, account="bank", currency=currency, amount=amount
    )


@transaction.atomic
def write_invoice_line(organisation_id: UUID, invoice: Invoice, credits: InvoiceLine | None, gross: int) -> None:
    InvoiceLine.objects.create(
        organisation_id=organisation_id,
        invoice=invoice,
        position=9,
        credits=credits,
        text="forged",
        quantity=1,
        unit=gross,
        gross=gross,
        rate=0,
    )


@pytest.mark.parametrize(
    ("sides", "size", "fault"),
    [
        ([("EUR", 5), ("EUR", -4)], 2, "does not balance"),
        ([("EUR", 5), ("USD", -5)], 2, "does not balance"),
        ([("EUR", 5), ("EUR", -5)], 3, "not whole"),
        ([], 2, "not whole"),
        ([("EUR", 0), ("EUR", 0)], 2, "says_something"),
        ([("euro", 5), ("euro", -5)], 2, "too long"),
        ([("eur", 5), ("eur", -5)], 2, "entry_line_currency"),
    ],
)
def test_an_entry_that_does_not_balance(
    organisation_id: UUID, sides: list[tuple[str, int]], size: int, fault: str
) -> None:
    with pytest.raises(DatabaseError, match=fault):
        write_entry(organisation_id, sides, size)
    assert Entry.objects.count() == 1


def test_a_line_added_to_an_entry_of_yesterday(organisation_id: UUID) -> None:
    with pytest.raises(DatabaseError, match="not whole"):
        write_line(organisation_id, Entry.objects.get(), "EUR", 5)


def test_a_line_added_to_an_issued_invoice(organisation_id: UUID) -> None:
    with pytest.raises(DatabaseError, match="does not add up"):
        write_invoice_line(organisation_id, Invoice.objects.get(), None, 5)


def test_more_credited_than_was_invoiced(organisation_id: UUID) -> None:
    invoice = Invoice.objects.get()
    note = issue_credit_note(organisation_id, invoice.id, new_identifier(), [CreditLine(2, 300)])
    with pytest.raises(DatabaseError, match=r"does not add up|more is credited"):
        write_invoice_line(organisation_id, note, invoice.lines.get(position=2), 1)


@pytest.mark.parametrize("table", "entry entryline invoice invoiceline invoicetax".split())
@pytest.mark.parametrize("change", ["DELETE FROM billing_{}", "UPDATE billing_{} SET created_at = now()"])
def test_any_change_to_what_is_written(organisation_id: UUID, table: str, change: str) -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=r"append-only|permission denied"):
        cursor.execute(change.format(table))
