"""Paid, declined, confirmed, given back and disputed at Stripe.

End to end against ``localstripe``: its webhooks come over HTTP, and are handed to our own door byte for byte. What it
has not (disputes, methods that take days, accounts of Connect) is posted in the shapes that Stripe documents.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lyceum.kernel.billing.actions.payment import give_back
from lyceum.kernel.billing.models import Payment, PaymentStep, Refund, VendorEvent
from lyceum.kernel.billing.ports import Charge, VendorRefused, payments
from lyceum.kernel.billing.tests import stripe_shapes as shapes
from lyceum.kernel.billing.tests.asking import begun, told
from lyceum.kernel.billing.tests.stripe_fixture import SECRET, StripeServer
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.tests.factories import World

HOOK = "/hooks/payments/stripe"
DECLINED, CONFIRMED = "4000000000000341", "4000002760003184"
Jobs = Callable[[], int]


@pytest.fixture
def payment(world: World, stripe_at: StripeServer) -> Payment:
    return begun(world.owner.organisation_id)


def post(body: bytes, headers: dict[str, str] | None = None) -> int:
    signature = {"Stripe-Signature": (headers or shapes.signed(body))["Stripe-Signature"]}
    return Client().post(HOOK, body, "application/json", headers=signature).status_code


def passed_on(stripe: StripeServer, payment: Payment, kind: str, run_jobs: Jobs) -> None:
    headers, body = stripe.heard(kind, str(payment.id))
    assert post(body, headers) == 200
    run_jobs()


def intent_of(payment: Payment, stripe: StripeServer) -> str:
    return str(stripe.ask(f"checkout/sessions/{payment.reference}")["payment_intent"])


def now(payment: Payment) -> Payment:
    scope.enter(payment.organisation_id, None)
    payment.refresh_from_db()
    return payment


def steps(payment: Payment) -> list[str]:
    return list(PaymentStep.objects.filter(payment=payment).order_by("id").values_list("kind", flat=True))


@pytest.mark.wish("K1", "K3")
def test_paid_on_the_hosted_page_and_told_by_webhooks_in_any_order(
    payment: Payment, stripe_at: StripeServer, run_jobs: Jobs
) -> None:
    assert payment.url.startswith("https://checkout.stripe.com/")
    assert stripe_at.pay(payment.reference) == "paid"
    for kind in ("checkout.session.completed", "payment_intent.succeeded", "checkout.session.completed"):
        passed_on(stripe_at, payment, kind, run_jobs)
    assert (now(payment).state, payment.paid, told()) == ("succeeded", 2500, ["payment_succeeded"])
    assert VendorEvent.objects.filter(settled_at=None).count() == 0


def test_declined_then_paid_with_another_card(payment: Payment, stripe_at: StripeServer, run_jobs: Jobs) -> None:
    assert stripe_at.pay(payment.reference, DECLINED) == "declined"
    passed_on(stripe_at, payment, "payment_intent.payment_failed", run_jobs)
    assert (now(payment).state, steps(payment)[-1]) == ("started", "declined")
    assert stripe_at.pay(payment.reference) == "paid"
    passed_on(stripe_at, payment, "checkout.session.completed", run_jobs)
    assert now(payment).state == "succeeded"


@pytest.mark.parametrize(("is_confirmed", "outcome"), [(True, "paid"), (False, "refused")])
def test_the_payers_bank_asks_them(
    payment: Payment, stripe_at: StripeServer, *, is_confirmed: bool, outcome: str
) -> None:
    assert stripe_at.pay(payment.reference, CONFIRMED, confirmed=is_confirmed) == outcome


def test_given_back_and_told_again_by_webhook(payment: Payment, stripe_at: StripeServer, run_jobs: Jobs) -> None:
    stripe_at.pay(payment.reference)
    passed_on(stripe_at, payment, "checkout.session.completed", run_jobs)
    now(payment)
    give_back(payment.organisation_id, payment.id, 900, "ticket:1", "asked")
    run_jobs()
    passed_on(stripe_at, payment, "refund.created", run_jobs)
    assert (now(payment).refunded, told()) == (900, ["payment_succeeded", "refund_succeeded"])
    made = stripe_at.ask(f"refunds/{Refund.objects.get().reference}")
    assert (made["amount"], made["metadata"]["payment"]) == (900, str(payment.id))


def test_a_refund_made_in_stripes_own_pages_is_written_down(
    payment: Payment, stripe_at: StripeServer, run_jobs: Jobs
) -> None:
    stripe_at.pay(payment.reference)
    intent = intent_of(payment, stripe_at)
    assert post(shapes.refund(intent, 400)) == 200  # before it is told that anything was paid
    run_jobs()
    assert (now(payment).state, payment.refunded) == ("succeeded", 400)
    assert told() == ["payment_succeeded", "refund_succeeded"]


def test_a_refund_that_went_out_may_come_back(payment: Payment, stripe_at: StripeServer, run_jobs: Jobs) -> None:
    stripe_at.pay(payment.reference)
    intent = intent_of(payment, stripe_at)
    for status in ("succeeded", "failed", "succeeded"):
        post(shapes.refund(intent, 400, status))
        run_jobs()
    assert (now(payment).refunded, Refund.objects.get().error) == (0, "lost_or_stolen_card")
    assert told() == ["payment_succeeded", "refund_succeeded", "refund_failed"]


@pytest.mark.parametrize(
    ("kind", "state", "becomes"),
    [
        ("checkout.session.completed", {}, "started"),  # a method that takes days
        ("checkout.session.async_payment_succeeded", {"payment_status": "paid"}, "succeeded"),
        ("checkout.session.async_payment_failed", {}, "failed"),
        ("checkout.session.expired", {"status": "expired"}, "failed"),
    ],
)
def test_what_a_session_says(payment: Payment, run_jobs: Jobs, kind: str, state: dict[str, str], becomes: str) -> None:
    metadata = {"organisation": str(payment.organisation_id), "payment": str(payment.id)}
    assert post(shapes.session(kind, payment.reference, metadata, **state)) == 200
    run_jobs()
    assert now(payment).state == becomes


def test_events_of_no_concern_are_kept_and_settled(payment: Payment, run_jobs: Jobs) -> None:
    for thing in ({"id": "po_1", "object": "payout"}, {"id": "pi_1", "metadata": {}}):
        post(shapes.event(f"evt_{thing['id']}", "payment_intent.succeeded", thing))
    run_jobs()
    assert VendorEvent.objects.filter(settled_at=None).count() == 0
    assert now(payment).state == "started"


@pytest.mark.parametrize(
    "headers",
    [
        lambda body: {"Stripe-Signature": ""},
        lambda body: {"Stripe-Signature": "t=,v1="},
        lambda body: {"Stripe-Signature": shapes.signed(body)["Stripe-Signature"].replace("v1=", "v1=0")},
        lambda body: shapes.signed(body, secrets=("whsec_of_others",)),
        lambda body: shapes.signed(body + b" "),
        lambda body: shapes.signed(body, ago=302),
        lambda body: shapes.signed(body, ago=-302),
    ],
    ids=["none", "empty", "wrong", "others'", "of another body", "old", "of tomorrow"],
)
def test_what_is_not_signed_by_stripe_is_not_heard(
    payment: Payment, headers: Callable[[bytes], dict[str, str]]
) -> None:
    metadata = {"organisation": str(payment.organisation_id), "payment": str(payment.id)}
    body = shapes.session("checkout.session.completed", payment.reference, metadata, payment_status="paid")
    assert (post(body, headers(body)), VendorEvent.objects.count()) == (400, 0)


def test_a_secret_is_changed_without_missing_a_word(payment: Payment, settings: Any) -> None:
    settings.STRIPE = {**settings.STRIPE, "webhook_secrets": ["whsec_next", SECRET]}
    body = shapes.event("evt_1", "payment_intent.created", {"id": "pi_1", "metadata": {}})
    for secrets in ((SECRET,), ("whsec_next",), ("whsec_gone", "whsec_next")):
        assert post(body, shapes.signed(body, secrets=secrets)) == 200


def test_what_cannot_be_paid_is_refused_before_stripe_hears_of_it(world: World, stripe_at: StripeServer) -> None:
    one = UUID(int=3)
    with pytest.raises(VendorRefused, match="decimals"):
        payments("stripe").begin(Charge("k", one, one, 150, "MGA", "d", "", "en", "/"))
