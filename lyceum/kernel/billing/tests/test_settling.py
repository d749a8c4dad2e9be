"""Providers that repeat themselves, come late and mix the order; workers that die at the worst moment."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lyceum.kernel.billing.actions import payment as acts
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.actions.payment_vendor import take_up_due
from lyceum.kernel.billing.models import BankCharge, BankRefund, Payment, Refund
from lyceum.kernel.billing.ports import PaymentFact, RefundFact
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.billing.tests.asking import asked, begun
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.tests.factories import World

FACTS = st.lists(
    st.one_of(
        st.sampled_from(Said).map(lambda said: ("payment", said, 0)),
        st.tuples(st.just("refund"), st.sampled_from(Said), st.integers(0, 2)),
        st.just(("void", Said.OPEN, 0)),
    ),
    max_size=14,
)


class Killed(BaseException):
    """``kill -9``: nothing after it is run."""


@pytest.mark.wish("K5")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FACTS)
def test_whatever_is_said_in_whatever_order_money_is_counted_once(
    world: World, facts: list[tuple[str, Said, int]]
) -> None:
    organisation_id = world.owner.organisation_id
    before = Announcement.objects.count()
    payment = begun(organisation_id, about_id=uuid4())
    for kind, said, number in facts:
        if kind == "void":
            acts.void_payment(organisation_id, payment.id)
        elif kind == "payment":
            settle(organisation_id, PaymentFact(organisation_id, payment.id, said))
        else:
            settle(
                organisation_id,
                RefundFact(organisation_id, payment.id, None, said, f"{payment.id}:{number}", 1000),
            )
    payment.refresh_from_db()
    kinds = [row.kind for row in Announcement.objects.order_by("id")[before:]]
    refunds = Refund.objects.filter(payment=payment).exclude(state="failed")
    assert payment.refunded == sum(refund.amount for refund in refunds) <= payment.paid
    assert kinds.count("billing.payment_succeeded") == (payment.paid == payment.amount)
    assert kinds.count("billing.payment_voided") <= 1
    assert kinds.count("billing.refund_succeeded") <= 3


def test_killed_between_the_charge_and_its_being_written_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation_id = world.owner.organisation_id
    payment = acts.ask_payment(organisation_id, asked())

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(acts, "settle", die)
        with pytest.raises(Killed):
            acts.start_payment(organisation_id, payment.id)
    payment.refresh_from_db()
    assert (payment.reference, BankCharge.objects.count()) == ("", 1)
    assert acts.start_payment(organisation_id, payment.id).kind == "go"
    assert BankCharge.objects.count() == 1


def test_killed_between_a_refund_and_its_being_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int]
) -> None:
    organisation_id = world.owner.organisation_id
    refund = _asked_back(organisation_id)

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr("lyceum.kernel.billing.actions.payment_vendor.settle", die)
        with pytest.raises(Killed):
            run_jobs()
    assert BankRefund.objects.count() == 1
    scope.enter(organisation_id, None)
    Refund.objects.update(check_at=refund.created_at)
    take_up_due(None)
    run_jobs()
    scope.enter(organisation_id, None)
    refund.refresh_from_db()
    assert (refund.state, refund.check_at, BankRefund.objects.count()) == ("succeeded", None, 1)


def test_a_provider_that_is_out_is_asked_with_longer_and_longer_pauses(
    world: World, run_jobs: Callable[[], int], settings: object
) -> None:
    organisation_id = world.owner.organisation_id
    payment = begun(organisation_id)
    settings.STRIPE = {**settings.STRIPE, "key": "sk_test_1", "address": "http://127.0.0.1:9"}  # type: ignore[attr-defined]
    settings.PAYMENT_PROVIDERS_BEFORE = ["stripe"]  # type: ignore[attr-defined]
    pauses = []
    Payment.objects.update(provider="stripe", reference="cs_1")
    for _ in range(4):
        scope.enter(organisation_id, None)
        Payment.objects.update(check_at=payment.created_at)
        take_up_due(None)
        run_jobs()
        scope.enter(organisation_id, None)
        payment.refresh_from_db()
        assert payment.check_at
        last = payment.steps.order_by("-id").first()
        pauses.append(round((payment.check_at - last.created_at).total_seconds()))
    assert (pauses, payment.tries, payment.error) == ([20, 40, 80, 160], 4, "APIConnectionError")


def _asked_back(organisation_id: UUID) -> Refund:
    payment = begun(organisation_id)
    settle(organisation_id, PaymentFact(organisation_id, payment.id, Said.SUCCEEDED))
    BankCharge.objects.update(state="succeeded")
    return acts.give_back(organisation_id, payment.id, 500, "a", "asked")
