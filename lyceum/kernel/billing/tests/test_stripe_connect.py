"""Organisations are paid on accounts of their own at Stripe: made once, ready or not, paid out, trusted no further."""

from typing import Any
from uuid import UUID

import pytest

from lyceum.kernel.billing.actions.payment import give_back
from lyceum.kernel.billing.actions.payment_account import connect_account
from lyceum.kernel.billing.models import Entry, PaymentAccount
from lyceum.kernel.billing.tests import stripe_shapes as shapes
from lyceum.kernel.billing.tests.asking import begun, told
from lyceum.kernel.billing.tests.stripe_fixture import StripeServer
from lyceum.kernel.billing.tests.test_posting import stands
from lyceum.kernel.billing.tests.test_stripe import Jobs, intent_of, now, passed_on, post
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.tests.factories import World


@pytest.fixture
def organisation_id(world: World, stripe_at: StripeServer, settings: Any) -> UUID:
    settings.STRIPE = {**settings.STRIPE, "connect": True, "fee": 300}
    return world.owner.organisation_id


@pytest.fixture
def account(world: World, organisation_id: UUID, stripe_at: StripeServer) -> str:
    """Connected, and ready."""
    connect_account(world.owner, "/")
    PaymentAccount.objects.update(is_ready=True)
    return str(PaymentAccount.objects.get().connected)


def test_the_account_is_made_once_also_after_the_provider_has_forgotten_the_key(
    world: World, organisation_id: UUID, stripe_at: StripeServer
) -> None:
    first = connect_account(world.owner, "/")
    made = PaymentAccount.objects.get().connected
    stripe_at.forget_keys()
    assert connect_account(world.owner, "/") == first == f"https://connect.stripe.com/setup/e/{made}"
    assert PaymentAccount.objects.get().connected == made


def test_the_money_is_the_organisations_less_the_fee_and_comes_back_from_there(
    world: World, organisation_id: UUID, account: str, stripe_at: StripeServer, run_jobs: Jobs
) -> None:
    payment = begun(organisation_id)
    stripe_at.pay(payment.reference)
    passed_on(stripe_at, payment, "checkout.session.completed", run_jobs)
    intent = stripe_at.ask(f"payment_intents/{intent_of(payment, stripe_at)}")
    assert (intent["transfer_data"], int(intent["application_fee_amount"])) == ({"destination": account}, 75)
    now(payment)
    refund = give_back(organisation_id, payment.id, 1000, "part", "cancelled")
    run_jobs()
    scope.enter(organisation_id, None)
    refund.refresh_from_db()
    made = stripe_at.ask(f"refunds/{refund.reference}")
    assert (made["reverse_transfer"], made["refund_application_fee"]) == ("true", "true")
    assert stands(world) == {"clearing:stripe": 2500 - 75 - 1000 + 30, "fee": 45, "receivable": -1500}


def test_a_payout_empties_what_the_provider_held_and_fills_it_again_when_the_bank_sends_it_back(
    world: World, organisation_id: UUID, account: str, stripe_at: StripeServer, run_jobs: Jobs
) -> None:
    payment = begun(organisation_id)
    stripe_at.pay(payment.reference)
    passed_on(stripe_at, payment, "checkout.session.completed", run_jobs)
    for kind, bank, held in (("paid", 2425, 0), ("paid", 2425, 0), ("failed", 0, 2425)):
        assert post(shapes.payout(account, 2425, f"payout.{kind}")) == 200
        run_jobs()
        scope.enter(organisation_id, None)
        assert (stands(world).get("bank"), stands(world)["clearing:stripe"]) == (bank, held)
    assert Entry.objects.get(kind="payout").at.isoformat() == "2025-11-01T00:00:00+00:00"


def test_a_payout_of_another_account_is_nobodys(
    world: World, organisation_id: UUID, account: str, stripe_at: StripeServer, run_jobs: Jobs
) -> None:
    """Its metadata say that it is this organisation's; what is connected here says otherwise."""
    PaymentAccount.objects.update(connected="acct_ours")
    post(shapes.payout(account, 2425))
    run_jobs()
    scope.enter(organisation_id, None)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("reference", "is_ready"), [("acct_1", True), ("acct_2", False)])
def test_a_connected_account_becomes_ready(
    organisation_id: UUID, run_jobs: Jobs, reference: str, *, is_ready: bool
) -> None:
    PaymentAccount.objects.create(organisation_id=organisation_id, connected="acct_1")
    post(shapes.account(reference, str(organisation_id), is_ready=True))
    run_jobs()
    scope.enter(organisation_id, None)
    assert PaymentAccount.objects.get().is_ready is is_ready


@pytest.mark.parametrize("kind", ["checkout.session.completed", "payment_intent.succeeded", "refund.created"])
def test_what_happens_on_a_connected_account_pays_nobody_elses_order(
    organisation_id: UUID, run_jobs: Jobs, kind: str
) -> None:
    """Its owner makes charges there, and writes another organisation's payment on them."""
    PaymentAccount.objects.create(organisation_id=organisation_id, connected="acct_1", is_ready=True, methods=["card"])
    payment = begun(organisation_id)
    metadata = {"organisation": str(payment.organisation_id), "payment": str(payment.id)}
    thing = {"id": "cs_theirs", "metadata": metadata, "status": "succeeded", "payment_status": "paid"}
    assert post(shapes.event("evt_1", kind, {**thing, "amount": 2500, "currency": "eur"}, account="acct_theirs")) == 200
    run_jobs()
    assert (now(payment).state, told()) == ("started", [])
