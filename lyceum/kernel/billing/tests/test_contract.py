"""What every adapter keeps to, whoever it speaks to: one test for all.

Stripe's runs against ``localstripe``, which keeps state as Stripe does, with Checkout and keys added to it as they are
documented (see ``stripe_server.py``); nothing here has run against Stripe itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from lyceum.kernel.billing.models import BankRefund
from lyceum.kernel.billing.ports import Charge, Forged, Payments, Return, VendorRefused, VendorUnavailable, payments
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.billing.tests.stripe_fixture import KEY, StripeServer

ORGANISATION = UUID(int=1)


@dataclass
class Side:
    """An adapter, and what a payer does at its provider."""

    adapter: Payments
    pay: Callable[[str], object]
    refunds: Callable[[], int]


@pytest.fixture(params=["embedded", "stripe"])
def side(request: pytest.FixtureRequest, db: None) -> Side:
    if request.param == "embedded":

        def pay(reference: str) -> None:
            Client().post(f"/bank/{reference}/card/", {"card": "4242"})

        return Side(payments("embedded"), pay, BankRefund.objects.count)
    running: StripeServer = request.getfixturevalue("stripe_at")
    before = len(running.ask("refunds?limit=100")["data"])
    return Side(payments("stripe"), running.pay, lambda: len(running.ask("refunds?limit=100")["data"]) - before)


def charge() -> Charge:
    payment_id = uuid4()
    return Charge(
        str(payment_id), ORGANISATION, payment_id, 2500, "EUR", "Two tickets", "ada@example.org", "fr", "/ampere/o/1/"
    )


def back(asked: Charge, reference: str, amount: int = 1000) -> Return:
    refund_id = uuid4()
    return Return(str(refund_id), ORGANISATION, asked.payment_id, refund_id, reference, amount)


def test_begun_twice_with_one_key_is_one_charge(side: Side) -> None:
    asked = charge()
    first, second = side.adapter.begin(asked), side.adapter.begin(asked)
    assert first == second
    assert (first.said, bool(first.reference), bool(first.url)) == (Said.OPEN, True, True)
    assert side.adapter.begin(replace(asked, key=str(uuid4()))).reference != first.reference


@pytest.mark.wish("K1")
def test_what_was_paid_is_seen_by_whoever_looks(side: Side) -> None:
    begun = side.adapter.begin(charge())
    assert side.adapter.look_up(begun.reference).said is Said.OPEN
    side.pay(begun.reference)
    assert side.adapter.look_up(begun.reference).said is Said.SUCCEEDED


def test_cancelled_nobody_can_pay_it(side: Side) -> None:
    begun = side.adapter.begin(charge())
    for _ in range(2):
        assert side.adapter.cancel(begun.reference).said is Said.FAILED
    assert side.adapter.look_up(begun.reference).said is Said.FAILED


def test_cancelled_too_late_it_stays_paid_and_says_so(side: Side) -> None:
    begun = side.adapter.begin(charge())
    side.pay(begun.reference)
    assert side.adapter.cancel(begun.reference).said is Said.SUCCEEDED


def test_given_back_twice_with_one_key_goes_back_once(side: Side) -> None:
    asked = charge()
    begun = side.adapter.begin(asked)
    side.pay(begun.reference)
    wanted = back(asked, begun.reference)
    first, second = side.adapter.refund(wanted), side.adapter.refund(wanted)
    assert (first.said, first.reference) == (Said.SUCCEEDED, second.reference)
    assert side.refunds() == 1
    assert side.adapter.look_up_refund(first.reference).said is Said.SUCCEEDED


def test_no_more_goes_back_than_was_paid(side: Side) -> None:
    asked = charge()
    begun = side.adapter.begin(asked)
    side.pay(begun.reference)
    side.adapter.refund(back(asked, begun.reference, 2000))
    with pytest.raises(VendorRefused):
        side.adapter.refund(back(asked, begun.reference, 501))
    assert side.refunds() == 1


def test_nothing_goes_back_of_what_was_not_paid(side: Side) -> None:
    asked = charge()
    begun = side.adapter.begin(asked)
    with pytest.raises(VendorRefused):
        side.adapter.refund(back(asked, begun.reference))


def test_it_refuses_what_it_does_not_know(side: Side) -> None:
    unknown = str(uuid4())
    for ask in (side.adapter.look_up, side.adapter.cancel, side.adapter.look_up_refund):
        with pytest.raises(VendorRefused):
            ask(unknown)


def test_nobody_else_is_heard(side: Side) -> None:
    for headers in ({}, {"Stripe-Signature": "t=1,v1=00"}, {"X-Bank-Signature": "00", "X-Bank-Timestamp": "1"}):
        with pytest.raises(Forged):
            side.adapter.hear(headers, b'{"id": "1", "type": "charge", "told": {}}')


def test_a_provider_that_does_not_answer_is_tried_later(settings: Any) -> None:
    settings.PROVIDERS = {**settings.PROVIDERS, "payment": "stripe"}
    settings.STRIPE = {**settings.STRIPE, "key": KEY, "address": "http://127.0.0.1:9"}
    with pytest.raises(VendorUnavailable):
        payments("stripe").begin(charge())
