"""The payer's bank asks, takes, and decides: the organiser sees it, and nobody gets the same money twice."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.actions.refund import give_back, give_rest_back
from lyceum.kernel.billing.models import Dispute, DisputeState, Payment
from lyceum.kernel.billing.ports import DisputeFact
from lyceum.kernel.billing.queries.payment import payment_seen, payments_for
from lyceum.kernel.billing.tests import stripe_shapes as shapes
from lyceum.kernel.billing.tests.asking import begun, told
from lyceum.kernel.billing.tests.stripe_fixture import StripeServer
from lyceum.kernel.billing.tests.test_payment import paid
from lyceum.kernel.billing.tests.test_posting import stands
from lyceum.kernel.billing.tests.test_stripe import intent_of, now, post
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

BY = datetime(2026, 12, 24, 12, tzinfo=UTC)


@pytest.fixture
def organisation_id(world: World) -> UUID:
    return world.owner.organisation_id


def disputed(payment: Payment, said: DisputeState, amount: int = 2500) -> None:
    organisation_id = payment.organisation_id
    settle(organisation_id, DisputeFact(organisation_id, payment.id, said, "dp_1", amount, "fraudulent", BY))


@pytest.mark.parametrize(
    ("statuses", "state", "heard"),
    [
        (["won", "needs_response"], "won", ["dispute_opened", "dispute_closed"]),
        (["lost", "needs_response"], "lost", ["dispute_opened", "dispute_closed"]),
        (["warning_needs_response", "warning_closed"], "cleared", []),
        (["warning_closed", "warning_needs_response"], "cleared", []),
        (["warning_needs_response", "needs_response", "warning_under_review"], "open", ["dispute_opened"]),
        (["warning_under_review", "lost"], "lost", ["dispute_opened", "dispute_closed"]),
    ],
)
def test_what_stripe_says_in_any_order(
    organisation_id: UUID,
    stripe_at: StripeServer,
    run_jobs: Callable[[], int],
    statuses: list[str],
    state: str,
    heard: list[str],
) -> None:
    payment = begun(organisation_id)
    stripe_at.pay(payment.reference)
    intent = intent_of(payment, stripe_at)
    for status in statuses:
        post(shapes.dispute(intent, status, f"charge.dispute.{status}"))
        run_jobs()
    now(payment)
    assert (Dispute.objects.get().state, told()) == (state, heard)
    assert Dispute.objects.get().answer_by == datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_a_bank_that_only_asks_has_taken_nothing(
    world: World, organisation_id: UUID, run_jobs: Callable[[], int]
) -> None:
    payment = paid(organisation_id)
    disputed(payment, DisputeState.INQUIRY)
    run_jobs()
    assert stands(world) == {"clearing:embedded": 2500, "receivable": -2500}
    disputed(payment, DisputeState.OPEN)
    run_jobs()
    assert stands(world) == {"clearing:embedded": 0, "disputes": 2500, "receivable": -2500}


def test_what_the_payers_bank_has_taken_is_not_given_back_once_more(organisation_id: UUID) -> None:
    payment = paid(organisation_id)
    disputed(payment, DisputeState.OPEN, 2000)
    with pytest.raises(Conflict) as refusal:
        give_back(organisation_id, payment.id, 501, "a", "")
    assert refusal.value.code == "more_than_paid"
    refund = give_rest_back(organisation_id, payment.id, "b", "")
    assert refund
    assert refund.amount == 500
    assert give_rest_back(organisation_id, payment.id, "c", "") is None
    disputed(payment, DisputeState.WON, 2000)
    assert give_back(organisation_id, payment.id, 2000, "d", "").amount == 2000


def test_the_organiser_sees_what_to_do_and_until_when(world: World, organisation_id: UUID) -> None:
    payment = paid(organisation_id)
    assert not payments_for(world.owner, "disputed").exists()
    disputed(payment, DisputeState.OPEN)
    assert list(payments_for(world.owner, "disputed")) == [payment]
    (seen,) = payment_seen(world.owner, payment.id).disputes
    assert (seen.took, seen.waits, seen.answer_by) == (True, True, BY)
    assert seen.reason == "The payer says that it was not them"
    page = world.browser(world.members[Role.ORGANISER]).get(f"/ampere/payments/{payment.id}/").content.decode()
    assert "Do not give the money back here as well" in page
    assert world.owner
    disputed(payment, DisputeState.LOST)
    (seen,) = payment_seen(world.owner, payment.id).disputes
    assert (seen.took, seen.waits, seen.answer_by, seen.words) == (True, False, None, "The dispute was lost")
