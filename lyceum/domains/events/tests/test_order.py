"""An order is a saga: each step once, whatever comes twice, late, or never; nothing is lost."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from lyceum.domains.events.actions.asking_payment import pay_order
from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.cancelling import TakingBack, refund_order, refund_own_order
from lyceum.domains.events.actions.payment_news import payment_came
from lyceum.domains.events.actions.placing import Attendee, Placing, place_order
from lyceum.domains.events.actions.releasing import drop_hold, expire_orders
from lyceum.domains.events.actions.resuming import resume_some, retry_order
from lyceum.domains.events.models import Event, Order, Question, Quota, Ticket, Voucher
from lyceum.domains.events.queries.keys import public_keys
from lyceum.domains.events.queries.stuck import stuck_orders
from lyceum.domains.events.rules.ticket_code import TicketCode
from lyceum.domains.events.tests.buying import ADA, bought, held, money_comes, paying, placed
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.billing.models import Invoice, Payment, Refund
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

pytestmark = pytest.mark.django_db
Jobs = Callable[[], int]


def counters(shop: Shop) -> tuple[int, int]:
    assert shop.visitor
    quota = Quota.objects.get(id=shop.quota.id)
    return quota.held, quota.sold


def steps(order: Order) -> list[str]:
    return list(order.steps.order_by("created_at", "id").values_list("kind", flat=True))


def told(kind: str) -> int:
    return Announcement.objects.filter(kind=f"events.{kind}").count()


def expire(shop: Shop, order: Order) -> None:
    assert shop.visitor
    Order.objects.filter(id=order.id).update(expires_at=timezone.now() - timedelta(seconds=1))
    expire_orders(None)
    order.refresh_from_db()


@pytest.mark.wish("H5", "H6")
def test_a_paid_order_has_its_tickets_and_its_invoice(run_jobs: Jobs) -> None:
    shop = make_shop(capacity=5)
    order = bought(shop, run_jobs, 2)
    assert (order.state, order.paid, order.total, counters(shop)) == ("paid", 4000, 4000, (0, 2))
    tickets = list(Ticket.objects.filter(line__order=order))
    assert [(t.holder_name, t.holder_email, t.state) for t in tickets] == [
        ("Ada Lovelace", "ada@example.org", "valid")
    ] * 2
    assert all(len(ticket.code) == 138 for ticket in tickets)
    invoice = Invoice.objects.get(id=order.invoice_id)
    assert (invoice.gross, invoice.about_id) == (4000, order.id)
    assert order.done_at is not None
    assert steps(order) == ["held", "placed", "payment_asked", "paid", "confirmed", "invoiced"]
    assert public_keys(shop.organisation.id)
    assert TicketCode(shop.event.id, tickets[0].id).serial == 1


@pytest.mark.wish("H7")
def test_what_is_said_twice_is_done_once(run_jobs: Jobs) -> None:
    shop = make_shop()
    order = bought(shop, run_jobs)
    money_comes(shop, order.payment_id)
    payment_came(shop.organisation.id, order.payment_id, order.id, 2000)
    run_jobs()
    order.refresh_from_db()
    assert (order.paid, counters(shop), Ticket.objects.count(), told("order_paid")) == (2000, (0, 1), 1, 1)
    assert Refund.objects.count() == 0
    again = place_order(shop.visitor, order.id, order.secret, ADA)
    assert (again.state, pay_order(shop.visitor, order.id, order.secret).kind) == ("paid", "done")


def test_a_free_order_needs_no_payment(run_jobs: Jobs) -> None:
    shop = make_shop(prices=(0,))
    order = placed(shop, 2, Placing("ada@example.org", "Ada"))
    run_jobs()
    order.refresh_from_db()
    assert (order.state, counters(shop), order.invoice_id, Payment.objects.count()) == ("paid", (0, 2), None, 0)
    assert order.done_at is not None


def test_an_order_that_nobody_pays_expires_and_frees_its_places(run_jobs: Jobs) -> None:
    shop = make_shop(capacity=1)
    voucher = Voucher.objects.create(organisation=shop.organisation, event=shop.event, code="ami", limit=1, value=10)
    order = held(shop, voucher="ami")
    expire(shop, order)
    voucher.refresh_from_db()
    assert (order.state, counters(shop), voucher.used, told("order_expired")) == ("expired", (0, 0), 0, 1)
    with pytest.raises(Conflict) as refusal:
        place_order(shop.visitor, order.id, order.secret, ADA)
    assert refusal.value.code == "expired"
    assert held(shop).state == "held"


def test_a_payment_that_comes_late_takes_a_place_if_one_is_left(run_jobs: Jobs) -> None:
    shop = make_shop(capacity=1)
    order = paying(shop)
    expire(shop, order)
    assert counters(shop) == (0, 0)
    money_comes(shop, order.payment_id)
    run_jobs()
    order.refresh_from_db()
    assert (order.state, counters(shop), Ticket.objects.count(), Refund.objects.count()) == ("paid", (0, 1), 1, 0)


def test_a_payment_that_comes_late_for_what_is_gone_goes_back(run_jobs: Jobs) -> None:
    shop = make_shop(capacity=1)
    order = paying(shop)
    expire(shop, order)
    other = held(shop)
    money_comes(shop, order.payment_id)
    run_jobs()
    order.refresh_from_db()
    refund = Refund.objects.get()
    assert (order.state, refund.amount, refund.payment_id) == ("expired", 2000, order.payment_id)
    assert (counters(shop), Ticket.objects.count(), told("order_paid_in_vain")) == ((1, 0), 0, 1)
    assert Order.objects.get(id=other.id).state == "held"


def test_nobody_is_charged_twice_by_two_ways_to_pay(run_jobs: Jobs) -> None:
    """The card is slow, the buyer takes another card; both succeed."""
    shop = make_shop()
    order = paying(shop)
    first = order.payment_id
    money_comes(shop, first, Said.FAILED)
    run_jobs()
    assert pay_order(shop.visitor, order.id, order.secret).kind == "go"
    order.refresh_from_db()
    assert order.payment_id != first
    money_comes(shop, order.payment_id)
    money_comes(shop, first)
    run_jobs()
    order.refresh_from_db()
    refunds = list(Refund.objects.values_list("payment_id", "amount"))
    assert (order.state, order.paid, refunds, counters(shop)) == ("paid", 2000, [(first, 2000)], (0, 1))


def test_an_event_called_off_during_checkout_gives_everything_back(run_jobs: Jobs) -> None:
    shop = make_shop(capacity=9)
    paid, waiting, kept = bought(shop, run_jobs, 2), paying(shop), held(shop)
    call_off_event(shop.organiser, shop.event.id)
    money_comes(shop, waiting.payment_id)
    run_jobs()
    states = [Order.objects.get(id=order.id).state for order in (paid, waiting, kept)]
    assert (states, counters(shop)) == (["cancelled"] * 3, (0, 0))
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [2000, 4000]
    assert set(Ticket.objects.values_list("state", flat=True)) == {"cancelled"}
    run_jobs()
    assert Refund.objects.count() == 2


def test_the_organiser_gives_back_a_part_and_then_the_rest(run_jobs: Jobs) -> None:
    shop = make_shop()
    order = bought(shop, run_jobs, 3)
    line = order.lines.order_by("position").first()
    taking = TakingBack(new_identifier(), (line.id,), 1500)
    for _ in range(2):
        order = refund_order(shop.organiser, order.id, taking)
    run_jobs()
    assert (order.state, order.given_back, counters(shop)) == ("paid", 1500, (0, 2))
    refund_order(shop.organiser, order.id, TakingBack(new_identifier()))
    run_jobs()
    order.refresh_from_db()
    assert (order.state, order.given_back, counters(shop)) == ("cancelled", 5500, (0, 0))
    assert sorted(Refund.objects.values_list("amount", "state")) == [(1500, "succeeded"), (4000, "succeeded")]
    assert sorted(Invoice.objects.filter(kind="credit_note").values_list("gross", flat=True)) in (
        [-4000, -1500],
        [1500, 4000],
    )
    assert steps(order).count("refunded") == 2


def test_a_buyer_gives_back_by_the_rules_they_saw(run_jobs: Jobs) -> None:
    shop = make_shop(refund_until_hours=24, refund_percent=80, refund_fee=100)
    order = bought(shop, run_jobs, 2)
    with pytest.raises(NotFound):
        refund_own_order(shop.visitor, order.id, "forged", TakingBack(new_identifier()))
    refund_own_order(shop.visitor, order.id, order.secret, TakingBack(new_identifier(), amount=999999))
    order.refresh_from_db()
    assert (order.state, order.given_back, counters(shop)) == ("cancelled", 2 * 1500, (0, 0))
    late = make_shop("tard", refund_until_hours=24 * 60)
    other = bought(late, run_jobs)
    with pytest.raises(Conflict) as refusal:
        refund_own_order(late.visitor, other.id, other.secret, TakingBack(new_identifier()))
    assert (refusal.value.code, counters(late)) == ("too_late", (0, 1))


def test_a_stricter_rule_is_not_theirs_who_bought_before_and_a_kinder_one_is(run_jobs: Jobs) -> None:
    shop = make_shop(refund_until_hours=24, refund_percent=80, refund_fee=0)
    strict, kind = bought(shop, run_jobs), bought(shop, run_jobs)
    Event.objects.filter(id=shop.event.id).update(refund_until_hours=None)
    refund_own_order(shop.visitor, strict.id, strict.secret, TakingBack(new_identifier()))
    strict.refresh_from_db()
    Event.objects.filter(id=shop.event.id).update(refund_until_hours=1, refund_percent=100)
    refund_own_order(shop.visitor, kind.id, kind.secret, TakingBack(new_identifier()))
    kind.refresh_from_db()
    assert (strict.given_back * 100, kind.given_back) == (strict.total * 80, kind.total)


def test_a_question_that_must_be_answered_is(run_jobs: Jobs) -> None:
    shop = make_shop()
    question = Question.objects.create(
        organisation=shop.organisation,
        event=shop.event,
        text="Size",
        kind="choice",
        choices=["S", "M"],
        is_required=True,
    )
    order = held(shop)
    line = order.lines.get()
    for wrong in ({}, {str(question.id): "XL"}):
        with pytest.raises(Invalid) as refusal:
            place_order(
                shop.visitor,
                order.id,
                order.secret,
                Placing("a@b.fr", "Ada", "card", {line.id: Attendee("Bo", "", wrong)}),
            )
        assert refusal.value.code == "answers_needed"
    given = {line.id: Attendee("Bo", "bo@example.org", {str(question.id): "M", "other": 1})}
    place_order(shop.visitor, order.id, order.secret, Placing("a@b.fr", "Ada", "card", given))
    line.refresh_from_db()
    assert (line.attendee_name, line.answers) == ("Bo", json.dumps({str(question.id): "M"}))


def test_what_a_crash_left_is_taken_up_again(run_jobs: Jobs) -> None:
    """The money came, and whoever should have heard of it was killed: the sweep hears it from billing's rows."""
    shop = make_shop()
    order = paying(shop)
    money_comes(shop, order.payment_id)
    assert shop.visitor
    Payment.objects.update(settled_at=timezone.now() - timedelta(minutes=20))
    resume_some(shop.organisation.id)
    resume_some(shop.organisation.id)
    order.refresh_from_db()
    assert (order.state, order.done_at is not None, counters(shop), Ticket.objects.count()) == ("paid", True, (0, 1), 1)
    run_jobs()
    assert (Ticket.objects.count(), Invoice.objects.count(), told("order_paid")) == (1, 1, 1)


def test_stuck_orders_are_seen_and_retried_by_those_who_sell(run_jobs: Jobs) -> None:
    shop = make_shop()
    order = bought(shop, run_jobs)
    Order.objects.filter(id=order.id).update(paid_at=timezone.now() - timedelta(hours=1), done_at=None)
    assert [stuck.id for stuck in stuck_orders(shop.organiser)] == [order.id]
    retry_order(shop.organiser, order.id)
    assert not stuck_orders(shop.organiser).exists()


def test_a_buyer_drops_what_they_hold() -> None:
    shop = make_shop()
    order = placed(shop, 2)
    assert drop_hold(shop.visitor, order.id, order.secret).state == "cancelled"
    assert (counters(shop), Payment.objects.get().state) == ((0, 0), "voided")
    scope.enter(shop.organisation.id, None)
    with pytest.raises(NotFound):
        drop_hold(shop.visitor, order.id, "")
