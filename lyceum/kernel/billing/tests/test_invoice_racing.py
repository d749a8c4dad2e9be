"""Eight at once want numbers, and some of them change their minds."""

import threading
from uuid import UUID

import pytest
from django.db import connection, transaction

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.models import Entry, Invoice
from lyceum.kernel.billing.tests.test_invoice import a_sale
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.tests.factories import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, EACH = 8, 6


def at_once(organisation: Organisation, act: object) -> None:
    start = threading.Barrier(THREADS)

    def go(number: int) -> None:
        start.wait(timeout=10)
        with scope.entered(organisation.id):
            act(number)  # type: ignore[operator]
        connection.close()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


@pytest.mark.wish("K18")
def test_no_number_is_lost_and_none_given_twice() -> None:
    organisation = make_organisation("Race", "race")
    shared = a_sale(id=new_identifier())

    def issue(thread: int) -> None:
        for turn in range(EACH):
            with transaction.atomic():
                issue_invoice(organisation.id, a_sale())
                transaction.set_rollback((thread + turn) % 3 == 0)
        issue_invoice(organisation.id, shared)

    at_once(organisation, issue)
    kept = sum((thread + turn) % 3 != 0 for thread in range(THREADS) for turn in range(EACH)) + 1
    with scope.entered(organisation.id):
        assert sorted(Invoice.objects.values_list("number", flat=True)) == list(range(1, kept + 1))
        assert Entry.objects.count() == kept


def test_eight_who_credit_the_same_line_give_it_back_once() -> None:
    organisation = make_organisation("Race", "race")
    refused: list[Conflict] = []
    with scope.entered(organisation.id):
        invoice = issue_invoice(organisation.id, a_sale())

    def credit(thread: int) -> None:
        try:
            issue_credit_note(organisation.id, invoice.id, UUID(int=thread + 1), None)
        except Conflict as refusal:
            refused.append(refusal)

    at_once(organisation, credit)
    with scope.entered(organisation.id):
        notes = Invoice.objects.filter(credits=invoice)
        assert [(note.number, note.gross) for note in notes] == [(1, invoice.gross)]
    assert len(refused) == THREADS - 1
