"""Money goes back from where it came, for what it was paid, once: also where a refund failed, or was made elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.domains.events.actions import resuming
from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.cancelling import TakingBack, refund_order, refund_own_order
from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.actions.placing import place_order
from lyceum.domains.events.actions.releasing import drop_hold
from lyceum.domains.events.models import Order, Ticket
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.tests.buying import ADA, bought, money_comes, paying, placed
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.billing.actions.payment import Asked, ask_payment, start_payment, void_payment
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.models import BankCharge, Invoice, Payment, Refund
from lyceum.kernel.billing.ports import DisputeFact, Fact, PaymentFact, RefundFact
from lyceum.kernel.billing.rules.payment_state import DisputeState, Said
from lyceum.kernel.foundation.rules.identifier import new_identifier

pytestmark = pytest.mark.django_db
Jobs = Callable[[], int]


def mixed(run_jobs: Jobs, **terms: object) -> tuple[Shop, Order]:
    """Bought: one at 20.00 with 20 % of tax, one at 12.00 with 5.5 %."""
    shop = make_shop(**terms)  # type: ignore[arg-type]
    concert, talk = shop.types
    concert.vat_rate = 2000
    concert.save()
    order = hold_places(shop.visitor, Hold(new_identifier(), shop.event.id, (Want(concert.id, 1), Want(talk.id, 1))))
    place_order(shop.visitor, order.id, order.secret, ADA)
    order.refresh_from_db()
    assert order.payment_id
    start_payment(shop.organisation.id, order.payment_id)
    money_comes(shop, order.payment_id)
    run_jobs()
    order.refresh_from_db()
    return shop, order


def credited(shop: Shop) -> list[tuple[int, int]]:
    """Rate and amount of each tax on the credit notes."""
    assert shop.visitor
    notes = Invoice.objects.filter(kind="credit_note")
    return sorted(notes.values_list("taxes__rate", "taxes__gross"))


def test_each_line_is_credited_at_its_own_rate_when_a_part_is_given_back(run_jobs: Jobs) -> None:
    shop, order = mixed(run_jobs)
    refund_order(shop.organiser, order.id, TakingBack(new_identifier(), amount=1600))
    run_jobs()
    assert credited(shop) == [(550, 600), (2000, 1000)]


def test_each_line_is_credited_what_the_rules_give_for_it(run_jobs: Jobs) -> None:
    shop, order = mixed(run_jobs, refund_until_hours=24, refund_percent=90, refund_fee=600)
    refund_own_order(shop.visitor, order.id, order.secret, TakingBack(new_identifier()))
    run_jobs()
    assert credited(shop) == [(550, 480), (2000, 1200)]


def _paid_again(shop: Shop, order: Order) -> UUID:
    """By a second payment of the same order, which had been given up and was paid all the same."""
    first = order.payment_id
    assert first
    void_payment(shop.organisation.id, first)
    second = new_identifier()
    terms = ("events:order", order.id, order.total, order.currency, order.email, "Again", "card", "/", "en")
    ask_payment(shop.organisation.id, Asked(second, *terms))
    start_payment(shop.organisation.id, second)
    Order.objects.filter(id=order.id).update(payment_id=second)
    money_comes(shop, second)
    return first


def test_a_refund_of_the_second_payment_that_failed_is_asked_of_that_payment_again(run_jobs: Jobs) -> None:
    shop = make_shop()
    order = paying(shop)
    first = _paid_again(shop, order)
    run_jobs()
    settle(shop.organisation.id, PaymentFact(shop.organisation.id, first, Said.SUCCEEDED))
    assert shop.visitor
    BankCharge.objects.filter(key=str(first)).update(state="cancelled")  # it refuses to give back
    run_jobs()
    assert shop.visitor
    assert list(Refund.objects.values_list("payment_id", "state")) == [(first, "failed")]
    BankCharge.objects.filter(key=str(first)).update(state="succeeded")
    resuming.retry_order(shop.organiser, order.id)
    run_jobs()
    assert shop.visitor
    assert sorted(Refund.objects.values_list("payment_id", "state")) == [(first, "failed"), (first, "succeeded")]
    assert Ticket.objects.filter(state="valid").count() == 1


def test_late_money_that_went_back_at_the_provider_already_is_not_given_back_twice(run_jobs: Jobs) -> None:
    """The payer's bank has paid, somebody gives it back in the provider's own pages, and only then are we told."""
    shop = make_shop()
    order = paying(shop)
    drop_hold(shop.visitor, order.id, order.secret)
    assert order.payment_id
    made = RefundFact(shop.organisation.id, order.payment_id, None, Said.SUCCEEDED, "re_by_hand", order.total)
    settle(shop.organisation.id, made)
    run_jobs()
    assert shop.visitor
    assert list(Refund.objects.values_list("amount", "key")) == [(order.total, "provider:re_by_hand")]
    kinds = list(order.steps.order_by("created_at", "id").values_list("kind", flat=True))
    assert (kinds.count("paid_late"), kinds.count("refund_asked"), kinds.count("refunded")) == (1, 0, 1)


def test_orders_that_await_their_money_do_not_keep_the_sweep_from_the_others(
    run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = make_shop()
    waiting, order = placed(shop), bought(shop, run_jobs)
    assert shop.visitor
    long_ago = timezone.now() - timedelta(hours=1)
    Order.objects.filter(id=waiting.id).update(placed_at=long_ago)
    Order.objects.filter(id=order.id).update(placed_at=long_ago + timedelta(minutes=1), done_at=None)
    monkeypatch.setattr(resuming, "AT_ONCE", 1)
    resuming.resume_some(shop.organisation.id)
    order.refresh_from_db()
    assert order.done_at is not None


def test_an_order_that_cannot_go_on_holds_up_nobody_elses(run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = make_shop()
    broken, order = bought(shop, run_jobs), bought(shop, run_jobs)
    assert shop.visitor
    Order.objects.update(placed_at=timezone.now() - timedelta(hours=1), done_at=None)
    whole = resuming.finish_order

    def finish(organisation_id: UUID, order_id: UUID) -> None:
        if order_id == broken.id:
            raise RuntimeError("the paper has run out")
        whole(organisation_id, order_id)

    monkeypatch.setattr(resuming, "finish_order", finish)
    resuming.resume_some(shop.organisation.id)
    done = dict(Order.objects.values_list("id", "done_at"))
    assert (done[broken.id], done[order.id] is not None) == (None, True)
    assert Payment.objects.filter(refunded__gt=0).count() == 0


@pytest.mark.parametrize("taken", ["at the provider", "by the payer's bank"])
def test_an_event_is_called_off_also_where_some_of_the_money_is_gone_already(run_jobs: Jobs, taken: str) -> None:
    """It would hold up everybody else's refund."""
    shop = make_shop()
    gone, order = bought(shop, run_jobs), bought(shop, run_jobs)
    assert shop.visitor
    assert gone.payment_id
    if taken == "at the provider":
        fact: Fact = RefundFact(shop.organisation.id, gone.payment_id, None, Said.SUCCEEDED, "re_1", 1500)
        left = 500
    else:
        fact = DisputeFact(shop.organisation.id, gone.payment_id, DisputeState.OPEN, "dp_1", gone.total)
        left = 0
    settle(shop.organisation.id, fact)
    call_off_event(shop.organiser, shop.event.id)
    run_jobs()
    assert shop.visitor
    given = dict(Order.objects.values_list("id", "given_back"))
    assert given == {gone.id: left, order.id: order.total}
    assert set(Order.objects.values_list("state", flat=True)) == {"cancelled"}
    assert set(Ticket.objects.values_list("state", flat=True)) == {"cancelled"}


def test_a_stuck_order_is_found_and_tried_again_on_its_page_by_those_who_sell(run_jobs: Jobs) -> None:
    shop = make_shop()
    order = bought(shop, run_jobs)
    assert shop.visitor
    Order.objects.update(paid_at=timezone.now() - timedelta(hours=1), done_at=None)
    browser = Client()
    browser.force_login(shop.member.person)
    orders = f"/{shop.organisation.slug}/organise/{shop.event.id}/orders/"
    assert order.code in browser.get(f"{orders}?state=stuck").content.decode()
    assert "This order stands still" in browser.get(f"{orders}{order.id}/").content.decode()
    assert browser.post(f"{orders}{order.id}/retry/").status_code == 302
    assert order.code not in browser.get(f"{orders}?state=stuck").content.decode()
    assert shop.visitor
    order.refresh_from_db()
    assert order.done_at is not None
