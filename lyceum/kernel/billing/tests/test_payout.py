"""Money comes to the bank: transfers at once, till and provider when somebody says so, never more than there is."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.kernel.billing.actions.payment import confirm_by_hand
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.actions.payout import Arrived, take_payout_back, write_payout_down
from lyceum.kernel.billing.models import Entry, PaymentAccount
from lyceum.kernel.billing.ports import PaymentFact
from lyceum.kernel.billing.queries.ledger_export import fec_of
from lyceum.kernel.billing.queries.payout import payouts_for
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.billing.tests.asking import begun
from lyceum.kernel.billing.tests.test_posting import stands
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

IBAN = "FR7630006000011234567890189"
JSON = "application/json"


@pytest.fixture
def organisation_id(world: World, run_jobs: Callable[[], int]) -> UUID:
    """Paid: 20.00 by transfer, 15.00 on site, 25.00 by card."""
    organisation_id = world.owner.organisation_id
    methods = ["bank_transfer", "on_site", "card"]
    PaymentAccount.objects.create(organisation_id=organisation_id, methods=methods, iban=IBAN, holder="Ampère")
    for method, amount in zip(methods, (2000, 1500, 2500), strict=True):
        payment = begun(organisation_id, method=method, amount=amount, about_id=new_identifier())
        if method == "card":
            settle(organisation_id, PaymentFact(organisation_id, payment.id, Said.SUCCEEDED))
        else:
            confirm_by_hand(world.owner, payment.id)
    run_jobs()
    return organisation_id


def arrived(account: str, amount: int, fee: int = 0, currency: str = "EUR", day: date | None = None) -> Arrived:
    return Arrived(new_identifier(), account, currency, amount, day or timezone.localdate(), fee)


def test_each_way_of_paying_ends_at_the_bank(world: World, organisation_id: UUID) -> None:
    before = {"bank": 2000, "cash": 1500, "clearing:embedded": 2500, "receivable": -6000}
    assert stands(world) == before
    write_payout_down(world.owner, arrived("cash", 1500))
    told = arrived("clearing:embedded", 2440, 60)
    for _ in range(2):
        write_payout_down(world.owner, told)
    after = {"bank": 5940, "cash": 0, "clearing:embedded": 0, "fee": 60, "receivable": -6000}
    assert stands(world) == after
    shown = [(one.account, one.amount, one.fee, one.is_taken_back) for one in payouts_for(world.owner)]
    assert sorted(shown) == [("cash", 1500, 0, False), ("clearing:embedded", 2440, 60, False)]
    take_payout_back(world.owner, told.id)
    assert stands(world) == {**after, "bank": 3500, "clearing:embedded": 2500, "fee": 0}
    assert [one.is_taken_back for one in payouts_for(world.owner) if one.id == told.id] == [True]


def test_the_tax_offices_file_has_bank_and_till_as_accountants_number_them(world: World, organisation_id: UUID) -> None:
    write_payout_down(world.owner, arrived("cash", 1500))
    _name, content = fec_of(world.owner, timezone.localdate().year)
    rows = [line.split("\t") for line in content.decode().splitlines()[1:]]
    moved = sorted((row[4], row[11], row[12]) for row in rows if row[10].startswith("payout"))
    assert moved == [("512000", "15,00", "0,00"), ("530000", "0,00", "15,00")]
    assert {row[4] for row in rows} == {"411000", "511200", "512000", "530000"}


@pytest.mark.parametrize(
    ("account", "amount", "fee", "currency", "code"),
    [
        ("cash", 1501, 0, "EUR", "more_than_held"),
        ("cash", 1500, 1, "EUR", "more_than_held"),
        ("cash", 1, 0, "JPY", "more_than_held"),
        ("bank", 1, 0, "EUR", "more_than_held"),
        ("receivable", 1, 0, "EUR", "more_than_held"),
    ],
)
def test_never_more_than_lies_there(
    world: World, organisation_id: UUID, account: str, amount: int, fee: int, currency: str, code: str
) -> None:
    with pytest.raises(Conflict) as refusal:
        write_payout_down(world.owner, arrived(account, amount, fee, currency))
    assert (refusal.value.code, Entry.objects.filter(kind="payout").count()) == (code, 0)


def test_refuses_what_cannot_be(world: World, organisation_id: UUID) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)
    for wrong in (arrived("cash", 0), arrived("cash", -1), arrived("cash", 5, -1), arrived("cash", 5, day=tomorrow)):
        with pytest.raises(Invalid):
            write_payout_down(world.owner, wrong)
    with pytest.raises(NotFound):
        take_payout_back(world.owner, new_identifier())
    for act in (lambda: write_payout_down(world.student, arrived("cash", 5)), lambda: payouts_by(world)):
        with pytest.raises(NotAllowed):
            act()
    assert world.owner
    assert not Entry.objects.filter(kind="payout").exists()


def payouts_by(world: World) -> None:
    take_payout_back(world.student, new_identifier())


def by_page(browser: Client) -> None:
    form = {"id": new_identifier(), "place": "cash EUR", "amount": "12,50", "fee": "", "day": str(timezone.localdate())}
    wrong = browser.post("/ampere/payments/bank/", {**form, "amount": "99"})
    assert (wrong.status_code, "That is more than lies there." in wrong.content.decode()) == (422, True)
    assert browser.post("/ampere/payments/bank/", form).status_code == 302
    assert "12.50" in browser.get("/ampere/payments/bank/").content.decode()


def by_rest(browser: Client) -> None:
    body = {
        "id": str(new_identifier()), "account": "cash", "currency": "EUR", "amount": 1250,
        "day": str(timezone.localdate()),
    }  # fmt: skip
    answer = browser.post("/ampere/api/v1/payouts", body, JSON)
    assert (answer.status_code, [one["amount"] for one in answer.json()]) == (200, [1250])


@pytest.mark.parametrize("door", [by_page, by_rest])
def test_written_down_through_each_door(world: World, organisation_id: UUID, door: Callable[[Client], None]) -> None:
    door(world.browser(world.members[Role.ORGANISER]))
    assert stands(world)["cash"] == 250
