"""Money is asked for, comes once whatever is said how often, and goes back once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction

from lyceum.kernel.billing.actions.payment import ask_payment, confirm_by_hand, start_payment, void_payment
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.actions.refund import give_back
from lyceum.kernel.billing.models import BankCharge, Payment, PaymentAccount, PaymentState, PaymentStep, RefundState
from lyceum.kernel.billing.ports import PaymentFact
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.billing.tests.asking import ORDER, asked, begun, told
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.tests.factories import World


@pytest.fixture
def organisation_id(world: World) -> UUID:
    return world.owner.organisation_id


def paid(organisation_id: UUID) -> Payment:
    payment = begun(organisation_id)
    settle(organisation_id, PaymentFact(organisation_id, payment.id, Said.SUCCEEDED))
    payment.refresh_from_db()
    return payment


def test_asking_twice_is_asking_once(organisation_id: UUID) -> None:
    terms = asked()
    first, second = (ask_payment(organisation_id, terms) for _ in range(2))
    assert first == second
    assert [step.kind for step in PaymentStep.objects.all()] == ["asked"]
    with pytest.raises(Conflict) as refusal:
        ask_payment(organisation_id, asked(id=terms.id, amount=2600))
    assert refusal.value.code == "payment_differs"


def test_one_thing_has_one_live_payment_and_another_once_it_is_over(organisation_id: UUID) -> None:
    first = ask_payment(organisation_id, asked())
    with pytest.raises(Conflict) as refusal:
        ask_payment(organisation_id, asked())
    assert refusal.value.code == "payment_under_way"
    void_payment(organisation_id, first.id)
    assert ask_payment(organisation_id, asked()).state == PaymentState.ASKED


@pytest.mark.parametrize("terms", [{"method": "shells"}, {"amount": 0}, {"amount": -5}, {"fee": 2501}, {"fee": -1}])
def test_refuses_terms_that_cannot_be(organisation_id: UUID, terms: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        ask_payment(organisation_id, asked(**terms))
    assert not Payment.objects.exists()


def test_starting_leads_to_the_provider_and_makes_one_charge_however_often(organisation_id: UUID) -> None:
    payment = ask_payment(organisation_id, asked())
    steps = [start_payment(organisation_id, payment.id) for _ in range(2)]
    charge = BankCharge.objects.get()
    assert [(step.kind, step.url) for step in steps] == [("go", f"/bank/{charge.id}/")] * 2
    payment.refresh_from_db()
    assert (payment.state, payment.reference) == (PaymentState.STARTED, str(charge.id))


def test_a_provider_is_never_called_inside_a_transaction(organisation_id: UUID) -> None:
    payment = ask_payment(organisation_id, asked())
    with transaction.atomic(), pytest.raises(RuntimeError, match="commit first"):
        start_payment(organisation_id, payment.id)


def test_success_is_told_once_however_often_it_is_said(organisation_id: UUID) -> None:
    payment = paid(organisation_id)
    settle(organisation_id, PaymentFact(organisation_id, payment.id, Said.SUCCEEDED))
    settle(organisation_id, PaymentFact(organisation_id, payment.id, Said.FAILED))
    payment.refresh_from_db()
    assert (payment.state, payment.paid, payment.is_late) == (PaymentState.SUCCEEDED, 2500, False)
    assert told() == ["payment_succeeded"]


def test_a_payment_that_was_voided_can_no_more_be_paid(organisation_id: UUID, run_jobs: Callable[[], int]) -> None:
    payment = begun(organisation_id)
    void_payment(organisation_id, payment.id)
    run_jobs()
    assert BankCharge.objects.get().state == "cancelled"
    payment.refresh_from_db()
    assert (payment.state, payment.check_at) == (PaymentState.VOIDED, None)


def test_what_was_paid_while_it_was_voided_is_told_as_late(organisation_id: UUID, run_jobs: Callable[[], int]) -> None:
    payment = begun(organisation_id)
    BankCharge.objects.update(state="succeeded")
    void_payment(organisation_id, payment.id)
    run_jobs()
    payment.refresh_from_db()
    assert (payment.state, payment.is_late, payment.paid) == (PaymentState.SUCCEEDED, True, 2500)
    late = Announcement.objects.get(kind="billing.payment_succeeded").payload
    assert (late["late"], late["about_kind"], late["about_id"]) == (True, "events:order", str(ORDER))


def test_money_goes_back_once_for_a_key_and_never_more_than_was_paid(
    organisation_id: UUID, run_jobs: Callable[[], int]
) -> None:
    payment = paid(organisation_id)
    BankCharge.objects.update(state="succeeded")
    first, second = (give_back(organisation_id, payment.id, 1000, "ticket:1", "asked") for _ in range(2))
    assert first == second
    with pytest.raises(Conflict) as refusal:
        give_back(organisation_id, payment.id, 1501, "ticket:2", "asked")
    assert refusal.value.code == "more_than_paid"
    run_jobs()
    first.refresh_from_db()
    assert (first.state, BankCharge.objects.get().refunded) == (RefundState.SUCCEEDED, 1000)
    assert told() == ["payment_succeeded", "refund_succeeded"]


def test_a_transfer_says_how_and_is_confirmed_by_hand(world: World) -> None:
    organisation_id = world.owner.organisation_id
    PaymentAccount.objects.create(
        organisation_id=organisation_id, methods=["bank_transfer"], iban="FR7630006000011234567890189", holder="Ampère"
    )
    payment = ask_payment(organisation_id, asked(method="bank_transfer"))
    step = start_payment(organisation_id, payment.id)
    assert step.kind == "instructions"
    assert step.text.splitlines()[:2] == ["Beneficiary: Ampère", "IBAN: FR76 3000 6000 0112 3456 7890 189"]
    for _ in range(2):
        confirm_by_hand(world.owner, payment.id)
    assert told() == ["payment_succeeded"]
