"""A payer at the test bank, whatever card they choose; and its webhooks, told as a vendor tells."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lyceum.kernel.billing.actions.payment import give_back, look_again
from lyceum.kernel.billing.actions.payment_vendor import take_up_due
from lyceum.kernel.billing.models import BankCharge, Dispute, Payment, PaymentState, PaymentStep, VendorEvent
from lyceum.kernel.billing.rules.bank_signature import SIGNATURE, TIMESTAMP, signature
from lyceum.kernel.billing.tests.asking import begun, told
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.tests.factories import World

HOOK = "/hooks/payments/embedded"
Jobs = Callable[[], int]


@pytest.fixture
def payment(world: World) -> Payment:
    return begun(world.owner.organisation_id)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the bank does after a while, it does now."""
    monkeypatch.setattr("lyceum.kernel.billing.actions.bank.LATE", timedelta(seconds=-1))


def choose(payment: Payment, ending: str) -> str:
    """Where the payer is led then."""
    address = f"/bank/{payment.reference}/"
    assert Client().get(address).status_code == 200
    answer = Client().post(f"{address}card/", {"card": ending})
    assert answer.status_code == 302
    return answer["Location"]


def now(payment: Payment, run_jobs: Jobs) -> PaymentState:
    run_jobs()
    with scope.entered(payment.organisation_id):
        payment.refresh_from_db()
    return PaymentState(payment.state)


@pytest.mark.wish("K3")
def test_a_card_that_pays(payment: Payment, run_jobs: Jobs) -> None:
    assert choose(payment, "4242") == "/ampere/orders/1/"
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED
    with scope.entered(payment.organisation_id):
        assert told() == ["payment_succeeded"]
        assert list(PaymentStep.objects.order_by("id").values_list("kind", flat=True)) == [
            "asked", "started", "succeeded",
        ]  # fmt: skip


@pytest.mark.parametrize(("ending", "why"), [("9995", "not enough money"), ("0069", "has expired")])
def test_a_card_that_is_declined_leaves_the_payer_another_try(
    payment: Payment, run_jobs: Jobs, ending: str, why: str
) -> None:
    assert choose(payment, ending) == f"/bank/{payment.reference}/"
    assert why in Client().get(f"/bank/{payment.reference}/").content.decode()
    assert now(payment, run_jobs) == PaymentState.STARTED
    choose(payment, "4242")
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED


@pytest.mark.parametrize(("agree", "state"), [("1", PaymentState.SUCCEEDED), ("0", PaymentState.STARTED)])
def test_a_card_that_asks_its_owner(payment: Payment, run_jobs: Jobs, agree: str, state: PaymentState) -> None:
    assert choose(payment, "3155") == f"/bank/{payment.reference}/"
    Client().post(f"/bank/{payment.reference}/answer/", {"agree": agree})
    assert now(payment, run_jobs) == state


@pytest.mark.usefixtures("at_once")
def test_a_card_that_answers_late(payment: Payment, run_jobs: Jobs) -> None:
    assert choose(payment, "0077") == "/ampere/orders/1/"
    assert BankCharge.objects.get().state == "processing"
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED


def test_a_bank_that_forgets_to_tell_is_asked(payment: Payment, run_jobs: Jobs) -> None:
    choose(payment, "0341")
    assert now(payment, run_jobs) == PaymentState.STARTED
    with scope.entered(payment.organisation_id):
        Payment.objects.update(check_at=timezone.now() - timedelta(seconds=1))
    take_up_due(None)
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED


def test_or_when_the_payer_is_back(payment: Payment) -> None:
    choose(payment, "0341")
    with scope.entered(payment.organisation_id):
        assert look_again(payment.organisation_id, payment.id).state == PaymentState.SUCCEEDED


@pytest.mark.wish("K5")
def test_news_that_come_thrice_are_news_once(payment: Payment, run_jobs: Jobs) -> None:
    choose(payment, "2222")
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED
    assert VendorEvent.objects.count() == 2  # one of the three was the same event again
    with scope.entered(payment.organisation_id):
        assert told() == ["payment_succeeded"]


@pytest.mark.usefixtures("at_once")
def test_a_payment_that_is_disputed(payment: Payment, run_jobs: Jobs) -> None:
    choose(payment, "0259")
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED
    with scope.entered(payment.organisation_id):
        assert told() == ["payment_succeeded", "dispute_opened"]
        assert Dispute.objects.get().amount == 2500


def test_a_refund_is_told_twice_and_counted_once(payment: Payment, run_jobs: Jobs) -> None:
    choose(payment, "4242")
    now(payment, run_jobs)
    with scope.entered(payment.organisation_id):
        give_back(payment.organisation_id, payment.id, 700, "a", "asked")
        run_jobs()
    with scope.entered(payment.organisation_id):
        payment.refresh_from_db()
        assert (payment.refunded, told()) == (700, ["payment_succeeded", "refund_succeeded"])
    assert VendorEvent.objects.filter(kind="refund").count() == 1


def event(payment: Payment, **changes: object) -> bytes:
    told_of = {"organisation": str(payment.organisation_id), "payment": str(payment.id)}
    usual = {"id": "1", "type": "charge", "told": told_of, "state": "succeeded", "reference": payment.reference}
    return json.dumps({**usual, **changes}).encode()


def signed(body: bytes, *, ago: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - ago)
    return {TIMESTAMP: stamp, SIGNATURE: signature(settings.SECRET_KEY, stamp, body)}


@pytest.mark.parametrize(
    "headers",
    [
        lambda body: {},
        lambda body: {**signed(body), SIGNATURE: "0" * 64},
        lambda body: signed(body + b" "),
        lambda body: signed(body, ago=301),
    ],
    ids=["unsigned", "wrong", "of another body", "old"],
)
def test_a_webhook_without_its_signature_changes_nothing(
    payment: Payment, run_jobs: Jobs, headers: Callable[[bytes], dict[str, str]]
) -> None:
    body = event(payment)
    answer = Client().post(HOOK, body, "application/json", headers=headers(body))
    assert (answer.status_code, VendorEvent.objects.count()) == (400, 0)
    assert now(payment, run_jobs) == PaymentState.STARTED


def test_a_webhook_through_the_door(payment: Payment, run_jobs: Jobs) -> None:
    body = event(payment)
    for _ in range(2):
        assert Client().post(HOOK, body, "application/json", headers=signed(body)).status_code == 200
    kept = VendorEvent.objects.get()
    assert (kept.reference, kept.kind, kept.settled_at) == ("1", "charge", None)
    assert now(payment, run_jobs) == PaymentState.SUCCEEDED
    kept.refresh_from_db()
    assert kept.settled_at is not None


def test_a_webhook_of_a_payment_that_nobody_knows_is_put_aside(payment: Payment, run_jobs: Jobs) -> None:
    nobody = {"organisation": str(payment.organisation_id), "payment": str(UUID(int=1))}
    body = event(payment, told=nobody)
    assert Client().post(HOOK, body, "application/json", headers=signed(body)).status_code == 200
    assert now(payment, run_jobs) == PaymentState.STARTED
    assert VendorEvent.objects.get().settled_at is not None


def test_nobody_posts_for_a_provider_that_is_not_used(payment: Payment) -> None:
    assert Client().post("/hooks/payments/stripe", b"{}", "application/json").status_code == 404


def test_the_bank_is_closed_where_another_provider_takes_cards(
    payment: Payment, settings: pytest.FixtureRequest
) -> None:
    settings.PROVIDERS = {**settings.PROVIDERS, "payment": "stripe"}  # type: ignore[attr-defined]
    assert Client().get(f"/bank/{payment.reference}/").status_code == 404
    body = event(payment)
    assert Client().post(HOOK, body, "application/json", headers=signed(body)).status_code == 404
