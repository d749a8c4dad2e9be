"""What payments announce is in the books, once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.actions.posting import reverse_entry
from lyceum.kernel.billing.actions.refund import give_back
from lyceum.kernel.billing.interface.posting_subscribers import post_payment
from lyceum.kernel.billing.models import Entry
from lyceum.kernel.billing.ports import DisputeFact, RefundFact
from lyceum.kernel.billing.queries.ledger import trial_balance
from lyceum.kernel.billing.rules.payment_state import DisputeState, Said
from lyceum.kernel.billing.tests.test_payment import paid
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.tests.factories import World


def stands(world: World) -> dict[str, int]:
    return {balance.account: balance.balance for balance in trial_balance(world.owner)}


@pytest.fixture
def organisation_id(world: World) -> UUID:
    return world.owner.organisation_id


def test_a_payment_and_its_refund_are_posted_once(
    world: World, organisation_id: UUID, run_jobs: Callable[[], int]
) -> None:
    payment = paid(organisation_id)
    run_jobs()
    assert stands(world) == {"clearing:embedded": 2500, "receivable": -2500}
    post_payment(Announcement.objects.get(kind="billing.payment_succeeded"))
    assert Entry.objects.count() == 1
    refund = give_back(organisation_id, payment.id, 1000, "part", "")
    done = RefundFact(organisation_id, payment.id, refund.id, Said.SUCCEEDED, "re_1", 1000)
    settle(organisation_id, done)
    run_jobs()
    assert stands(world) == {"clearing:embedded": 1500, "receivable": -1500}


def test_a_refund_that_came_back_is_with_the_organisation_again(
    world: World, organisation_id: UUID, run_jobs: Callable[[], int]
) -> None:
    payment = paid(organisation_id)
    refund, never = (give_back(organisation_id, payment.id, amount, str(amount), "") for amount in (1000, 700))
    for said in (Said.SUCCEEDED, Said.FAILED, Said.SUCCEEDED):
        settle(organisation_id, RefundFact(organisation_id, payment.id, refund.id, said, "re_1", 1000))
    settle(organisation_id, RefundFact(organisation_id, payment.id, never.id, Said.FAILED, "re_2", 700))
    run_jobs()
    assert stands(world) == {"clearing:embedded": 2500, "receivable": -2500}
    kinds = ["payment", "refund", "reversal"]
    assert sorted(Entry.objects.values_list("kind", flat=True)) == kinds


@pytest.mark.parametrize(
    ("verdict", "clearing", "owed"), [(DisputeState.WON, 2500, -2500), (DisputeState.LOST, 0, 0)], ids=["won", "lost"]
)
def test_a_dispute_takes_the_money_away_until_it_is_decided(
    world: World, organisation_id: UUID, run_jobs: Callable[[], int], verdict: DisputeState, clearing: int, owed: int
) -> None:
    payment = paid(organisation_id)
    settle(organisation_id, DisputeFact(organisation_id, payment.id, DisputeState.OPEN, reference="dp_1", amount=2500))
    run_jobs()
    assert stands(world) == {"clearing:embedded": 0, "disputes": 2500, "receivable": -2500}
    settle(organisation_id, DisputeFact(organisation_id, payment.id, verdict, reference="dp_1", amount=2500))
    run_jobs()
    assert stands(world) == {"clearing:embedded": clearing, "disputes": 0, "receivable": owed}


def test_an_entry_is_corrected_by_its_opposite_and_only_once(
    world: World, organisation_id: UUID, run_jobs: Callable[[], int]
) -> None:
    payment = paid(organisation_id)
    run_jobs()
    for _ in range(2):
        reverse_entry(organisation_id, f"payment:{payment.id}")
    assert stands(world) == {"clearing:embedded": 0, "receivable": 0}
    assert Entry.objects.count() == 2
    with pytest.raises(NotFound):
        reverse_entry(organisation_id, "payment:none")
