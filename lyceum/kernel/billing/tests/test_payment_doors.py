"""One act, every door: payments seen and confirmed, and how an organisation is paid."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.billing.actions.payment import give_back
from lyceum.kernel.billing.models import Payment, PaymentAccount
from lyceum.kernel.billing.tests.asking import begun
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

JSON = "application/json"
IBAN = "FR7630006000011234567890189"


@pytest.fixture
def transfer(world: World) -> Payment:
    organisation_id = world.owner.organisation_id
    PaymentAccount.objects.create(
        organisation_id=organisation_id, methods=["bank_transfer"], iban=IBAN, holder="Ampère"
    )
    return begun(organisation_id, method="bank_transfer")


def by_page(browser: Client, payment: Payment) -> None:
    answer = browser.post(f"/ampere/payments/{payment.id}/confirmation/")
    assert (answer.status_code, answer["Location"]) == (302, f"/ampere/payments/{payment.id}/")


def by_rest(browser: Client, payment: Payment) -> None:
    answer = browser.put(f"/ampere/api/v1/payments/{payment.id}/confirmation", {}, JSON)
    assert (answer.status_code, answer.json()["state"], answer.json()["paid"]) == (200, "succeeded", 2500)


def by_graphql(browser: Client, payment: Payment) -> None:
    query = f'mutation {{ confirmPayment(id: "{payment.id}") {{ state paid }} }}'
    answer = browser.post("/ampere/graphql", {"query": query}, JSON).json()
    assert answer["data"]["confirmPayment"] == {"state": "succeeded", "paid": "2500"}


@pytest.mark.wish("K17")
@pytest.mark.parametrize("door", [by_page, by_rest, by_graphql])
def test_a_transfer_is_confirmed_through_each_door(
    world: World, transfer: Payment, door: Callable[[Client, Payment], None]
) -> None:
    door(world.browser(world.members[Role.ORGANISER]), transfer)
    world.owner  # noqa: B018  enters the scope of the organisation again
    transfer.refresh_from_db()
    assert (transfer.state, transfer.paid) == ("succeeded", 2500)
    told = Announcement.objects.get(kind="billing.payment_succeeded")
    assert told.person_id == world.members[Role.ORGANISER].person_id


def test_whoever_keeps_no_accounts_sees_and_confirms_nothing(world: World, transfer: Payment) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    for address in ("/ampere/payments/", f"/ampere/payments/{transfer.id}/", "/ampere/payments/methods/"):
        assert browser.get(address).status_code == 403
    assert browser.post(f"/ampere/payments/{transfer.id}/confirmation/").status_code == 403
    world.owner  # noqa: B018  enters the scope of the organisation again
    transfer.refresh_from_db()
    assert transfer.state == "started"


def test_a_card_is_confirmed_by_nobody(world: World) -> None:
    payment = begun(world.owner.organisation_id)
    answer = world.browser(world.members[Role.OWNER]).put(
        f"/ampere/api/v1/payments/{payment.id}/confirmation", {}, JSON
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "not_by_hand")


def test_a_refund_of_a_transfer_is_confirmed(world: World, transfer: Payment) -> None:
    browser = world.browser(world.members[Role.OWNER])
    by_rest(browser, transfer)
    world.owner  # noqa: B018  enters the scope of the organisation again
    refund = give_back(transfer.organisation_id, transfer.id, 500, "a", "asked")
    assert "It has gone back" in browser.get(f"/ampere/payments/{transfer.id}/").content.decode()
    answer = browser.put(f"/ampere/api/v1/refunds/{refund.id}/confirmation", {}, JSON).json()
    assert (answer["refunded"], answer["refunds"][0]["state"]) == (500, "succeeded")


def test_the_list_costs_the_same_for_one_and_for_three(world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    counts = []
    for about in ("1", "2", "3"):
        world.owner  # noqa: B018  enters the scope of the organisation again
        begun(world.owner.organisation_id, about_kind=f"events:order{about}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get("/ampere/payments/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_an_owner_chooses_how_to_be_paid(world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    wrong = {"methods": ["bank_transfer"], "holder": "Ampère", "iban": "FR76 3000 6000 0112 3456 7890 188"}
    assert "one of its digits is wrong" in browser.post("/ampere/payments/methods/", wrong).content.decode()
    right = {"methods": ["card", "bank_transfer"], "holder": "Ampère", "iban": "fr76 3000 6000 0112 3456 7890 189"}
    assert browser.post("/ampere/payments/methods/", right).status_code == 302
    world.owner  # noqa: B018  enters the scope of the organisation again
    kept = PaymentAccount.objects.get()
    assert (kept.methods, kept.iban) == (["card", "bank_transfer"], IBAN)
    offered = browser.get("/ampere/api/v1/payment-methods").json()
    assert [method["code"] for method in offered] == ["card", "bank_transfer"]


def test_the_account_is_sealed_on_the_disk(world: World, transfer: Payment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT iban FROM billing_paymentaccount UNION SELECT email FROM billing_payment")
        kept = [row[0] for row in cursor.fetchall()]
    assert len(kept) == 2
    assert not any(IBAN in text or "ada@example.org" in text for text in kept)
