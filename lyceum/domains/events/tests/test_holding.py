"""Places are kept, or refused: never oversold, never half of an order."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.models import (
    EventSeat,
    Order,
    OrderLine,
    OrderStep,
    PriceStep,
    Quota,
    Seat,
    SeatPlan,
    Section,
    Voucher,
)
from lyceum.domains.events.queries.availability import availability
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.tests.shop import Shop, add_quota, add_type, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Refusal

pytestmark = pytest.mark.django_db


def counters(shop: Shop) -> list[tuple[int, int]]:
    return list(Quota.objects.within(shop.visitor).order_by("id").values_list("held", "sold"))


def hold(shop: Shop, *wants: Want, id: UUID | None = None, **fields: Any) -> Order:
    return hold_places(shop.visitor, Hold(id or new_identifier(), shop.event.id, wants, **fields))


def refused(shop: Shop, *wants: Want, **fields: Any) -> str:
    """The code of the refusal; nothing happened."""
    before, orders = counters(shop), Order.objects.count()
    with pytest.raises(Refusal) as refusal:
        hold(shop, *wants, **fields)
    assert (counters(shop), Order.objects.count()) == (before, orders)
    return refusal.value.code


@pytest.mark.wish("H3")
@pytest.mark.django_db(transaction=True)
def test_holds_places_in_one_statement(django_assert_num_queries: Any) -> None:
    shop = make_shop(capacity=3)
    hold(shop, Want(shop.types[1].id, 1))
    visitor = shop.visitor
    with django_assert_num_queries(1):
        order = hold_places(visitor, Hold(new_identifier(), shop.event.id, (Want(shop.types[0].id, 2),)))
    kept = Order.objects.get(id=order.id)
    assert (kept.state, kept.total, kept.currency, kept.code) == ("held", 4000, "EUR", order.code)
    assert list(kept.lines.values_list("position", "price", "vat_rate", "quotas", "is_live")) == [
        (0, 2000, 550, [shop.quota.id], True),
        (1, 2000, 550, [shop.quota.id], True),
    ]
    assert list(OrderStep.objects.filter(order=kept).values_list("kind", "key")) == [("held", "held")]
    assert counters(shop) == [(3, 0)]
    assert availability(shop.visitor, shop.event.id).is_sold_out


def test_refuses_when_sold_out_and_keeps_nothing() -> None:
    shop = make_shop(capacity=2)
    assert refused(shop, Want(shop.types[0].id, 3)) == "sold_out"
    hold(shop, Want(shop.types[0].id, 2))
    assert refused(shop, Want(shop.types[0].id, 1)) == "sold_out"


def test_an_order_over_several_quotas_is_held_whole_or_not_at_all() -> None:
    shop = make_shop(capacity=10)
    balcony = add_type(shop.event, "Balcony", 3000)
    quota = add_quota(shop.event, 1, balcony)
    assert refused(shop, Want(shop.types[0].id, 2), Want(balcony.id, 2)) == "sold_out"
    order = hold(shop, Want(shop.types[0].id, 2), Want(balcony.id, 1))
    assert order.total == 7000
    assert counters(shop) == [(2, 0), (1, 0)]
    assert availability(shop.visitor, shop.event.id).left[balcony.id] == 0
    assert Quota.objects.get(id=quota.id).left == 0


def test_a_type_counted_by_two_quotas_takes_from_both() -> None:
    shop = make_shop(capacity=10)
    add_quota(shop.event, 4, shop.types[0])
    hold(shop, Want(shop.types[0].id, 3))
    assert counters(shop) == [(3, 0), (3, 0)]
    assert availability(shop.visitor, shop.event.id).left == {shop.types[0].id: 1, shop.types[1].id: 7}
    assert refused(shop, Want(shop.types[0].id, 2)) == "sold_out"


def test_sent_again_the_same_order_is_the_answer() -> None:
    shop = make_shop()
    first = hold(shop, Want(shop.types[0].id, 1))
    again = hold(shop, Want(shop.types[0].id, 1), id=first.id)
    assert (again.id, again.code, again.secret) == (first.id, first.code, first.secret)
    assert counters(shop) == [(1, 0)]
    Order.objects.filter(id=first.id).update(state="placed")
    assert refused(shop, Want(shop.types[0].id, 1), id=first.id) == "repeated"


def test_a_price_that_changed_meanwhile_is_the_price() -> None:
    shop = make_shop(prices=(2000,))
    assert hold(shop, Want(shop.types[0].id, 1)).total == 2000
    shop.types[0].price = 2500
    shop.types[0].save()
    assert hold(shop, Want(shop.types[0].id, 1)).total == 2500


def test_early_birds_go_to_the_first_and_the_rest_pays_the_price() -> None:
    shop = make_shop(prices=(2000,))
    step = PriceStep.objects.create(organisation=shop.organisation, ticket_type=shop.types[0], price=1500, first=3)
    assert hold(shop, Want(shop.types[0].id, 2)).total == 3000
    assert hold(shop, Want(shop.types[0].id, 2)).total == 1500 + 2000
    assert hold(shop, Want(shop.types[0].id, 2)).total == 4000
    step.refresh_from_db()
    assert step.taken == 3


def test_a_voucher_is_used_no_more_often_than_it_may() -> None:
    shop = make_shop(prices=(1999, 1200))
    voucher = Voucher.objects.create(
        organisation=shop.organisation, event=shop.event, code="Ami", value=50, limit=3, types=[shop.types[0].id]
    )
    assert hold(shop, Want(shop.types[0].id, 2), voucher=" ami ").total == 2 * 999
    assert hold(shop, Want(shop.types[0].id, 2), voucher="AMI").total == 999 + 1999
    assert refused(shop, Want(shop.types[0].id, 1), voucher="ami") == "voucher_over"
    assert refused(shop, Want(shop.types[0].id, 1), voucher="foe") == "voucher_unknown"
    assert refused(shop, Want(shop.types[1].id, 1), voucher="ami") == "voucher_over"
    voucher.refresh_from_db()
    assert voucher.used == 3


def test_hidden_types_are_for_those_who_have_their_code() -> None:
    shop = make_shop()
    press = add_type(shop.event, "Press", 0, is_hidden=True)
    Voucher.objects.create(
        organisation=shop.organisation, event=shop.event, code="presse", effect="none", unlocks_hidden=True
    )
    assert refused(shop, Want(press.id, 1)) == "hidden"
    assert press.id not in availability(shop.visitor, shop.event.id).left
    assert hold(shop, Want(press.id, 1), voucher="presse").total == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"sales_from": timezone.now() + timedelta(days=1)}, "not_yet"),
        ({"sales_until": timezone.now() - timedelta(days=1)}, "over"),
        ({"state": "draft"}, "not_on_sale"),
        ({"state": "cancelled"}, "not_on_sale"),
        ({"max_per_order": 1}, "too_many"),
    ],
)
def test_nothing_is_sold_outside_its_terms(fields: dict[str, Any], code: str) -> None:
    shop = make_shop(**fields)
    assert refused(shop, Want(shop.types[0].id, 2)) == code


@pytest.mark.parametrize(
    ("fields", "quantity", "code"),
    [
        ({"minimum": 2}, 1, "too_few"),
        ({"maximum": 2}, 3, "too_many_of"),
        ({"is_on_sale": False}, 1, "unknown_type"),
        ({"sale_until": timezone.now() - timedelta(hours=1)}, 1, "over"),
        ({"kind": "addon"}, 1, "addon_alone"),
        ({}, 0, "nothing"),
    ],
)
def test_a_type_has_terms_of_its_own(fields: dict[str, Any], quantity: int, code: str) -> None:
    shop = make_shop()
    special = add_type(shop.event, "Special", 500, **fields)
    assert refused(shop, Want(special.id, quantity)) == code


def test_an_event_that_is_cancelled_behind_the_offer_that_is_remembered_sells_nothing() -> None:
    shop = make_shop()
    hold(shop, Want(shop.types[0].id, 1))
    shop.event.state = "cancelled"
    shop.event.save()
    assert refused(shop, Want(shop.types[0].id, 1)) == "not_on_sale"


def test_addons_go_with_tickets_and_bundles_take_all_their_places() -> None:
    shop = make_shop(capacity=9)
    meal = add_type(shop.event, "Meal", 1500, kind="addon", addon_to=shop.types[0])
    table = add_type(shop.event, "Table of four", 7000, bundle=4)
    add_quota(shop.event, 8, table)
    assert refused(shop, Want(shop.types[1].id, 1), Want(meal.id, 1)) == "addon_alone"
    order = hold(shop, Want(meal.id, 2), Want(shop.types[0].id, 2), Want(table.id, 1))
    assert order.total == 2 * 1500 + 2 * 2000 + 7000
    hosts = list(
        OrderLine.objects.filter(order_id=order.id, ticket_type=meal).values_list("addon_of__position", flat=True)
    )
    assert sorted(hosts) == [2, 3]
    assert counters(shop) == [(2, 0), (4, 0)]
    assert availability(shop.visitor, shop.event.id).left[table.id] == 1


def test_the_buyer_says_the_price_where_it_is_free() -> None:
    shop = make_shop()
    gift = add_type(shop.event, "As you wish", 1000, is_free_price=True, floor=500)
    assert hold(shop, Want(gift.id, 2, price=1250)).total == 2500
    assert hold(shop, Want(gift.id, 1)).total == 1000
    assert refused(shop, Want(gift.id, 1, price=499)) == "below_floor"


def test_a_seat_is_sold_once() -> None:
    shop = make_shop(prices=(2000,))
    plan = SeatPlan.objects.create(organisation=shop.organisation, name="Hall")
    section = Section.objects.create(organisation=shop.organisation, plan=plan, name="Stalls")
    seats = [
        EventSeat.objects.create(
            organisation=shop.organisation,
            event=shop.event,
            ticket_type=shop.types[0],
            seat=Seat.objects.create(organisation=shop.organisation, section=section, row="A", number=str(number)),
        )
        for number in (1, 2, 3)
    ]
    shop.event.save()
    first = hold(shop, Want(shop.types[0].id, 2, seats=(seats[0].id, seats[1].id)))
    assert refused(shop, Want(shop.types[0].id, 2, seats=(seats[1].id, seats[2].id))) == "seat_taken"
    assert refused(shop, Want(shop.types[0].id, 2, seats=(seats[2].id,))) == "seats_needed"
    taken = EventSeat.objects.filter(line__order_id=first.id).order_by("seat__number")
    assert [seat.id for seat in taken] == [seats[0].id, seats[1].id]
    EventSeat.objects.filter(id=seats[2].id).update(is_blocked=True)
    assert refused(shop, Want(shop.types[0].id, 1, seats=(seats[2].id,))) == "seat_taken"


def test_another_organisation_s_event_cannot_be_held() -> None:
    shop, other = make_shop(), make_shop("autre")
    with pytest.raises(Refusal, match="no such event"):
        hold_places(other.visitor, Hold(new_identifier(), shop.event.id, (Want(shop.types[0].id, 1),)))
    with pytest.raises((Conflict, Invalid)):
        hold_places(other.visitor, Hold(new_identifier(), other.event.id, (Want(shop.types[0].id, 1),)))
    assert counters(shop) == [(0, 0)]
