"""Rooms with seats: drawn, sold as this or that ticket, chosen by hand or by us."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lyceum.domains.events.actions.duplicating import duplicate_event
from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.actions.releasing import drop_hold
from lyceum.domains.events.actions.seat_plan import PlanText, keep_plan, remove_plan
from lyceum.domains.events.actions.seating import SoldAs, allow_lone_seats, sell_seats, use_plan
from lyceum.domains.events.actions.ticket_type import remove_type
from lyceum.domains.events.models import EventSeat, Order, Quota, Seat, SeatPlan
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.rules.seat_drawing import Shape
from lyceum.domains.events.tests.seats import names_of, put_seats, seat, text_of
from lyceum.domains.events.tests.shop import Shop, add_quota, add_type, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import caller_of, make_member


@pytest.fixture
def shop(db: None) -> Shop:
    made = make_shop()
    put_seats(made)
    return made


def hold(shop: Shop, *wants: Want) -> Order:
    return hold_places(shop.visitor, Hold(new_identifier(), shop.event.id, wants))


def chosen(shop: Shop, *names: str) -> Want:
    return Want(shop.types[0].id, len(names), seats=tuple(seat(shop.event, name) for name in names))


def code_of(act: object) -> str:
    with pytest.raises(Refusal) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def capacities(shop: Shop) -> dict[str, int]:
    assert shop.organiser
    rows = Quota.objects.filter(event=shop.event).order_by("name")
    return dict(rows.values_list("name", "capacity"))


def test_quotas_are_as_large_as_the_seats_that_are_sold(shop: Shop) -> None:
    assert capacities(shop) == {"Type 1": 12, "Type 2": 4}
    back = [seat(shop.event, "A-1"), seat(shop.event, "A-2")]
    assert sell_seats(shop.organiser, shop.event.id, back, SoldAs(is_kept_back=True)) == 2
    assert capacities(shop) == {"Type 1": 10, "Type 2": 4}
    assert code_of(lambda: hold(shop, chosen(shop, "A-1", "A-2"))) == "seat_taken"


def test_who_names_no_seat_gets_the_best_ones_side_by_side(shop: Shop) -> None:
    first = hold(shop, Want(shop.types[0].id, 2))
    assert names_of(first.id) == ["B-3", "B-4"]  # B is nearer to the best point than A
    assert names_of(hold(shop, Want(shop.types[0].id, 2)).id) == ["B-1", "B-2"]
    assert code_of(lambda: hold(shop, Want(shop.types[1].id, 5))) == "seats_gone"


def test_a_choice_that_leaves_a_seat_alone_is_refused_while_there_is_another(shop: Shop) -> None:
    assert code_of(lambda: hold(shop, chosen(shop, "A-2", "A-3"))) == "lone_seat"
    allow_lone_seats(shop.organiser, shop.event.id, True)
    assert names_of(hold(shop, chosen(shop, "A-2", "A-3")).id) == ["A-2", "A-3"]


def test_the_last_seats_are_sold_though_one_stays_alone(db: None) -> None:
    shop = make_shop()
    put_seats(shop, Shape(rows=1, seats=3, y=40))
    assert names_of(hold(shop, chosen(shop, "A-1", "A-2")).id) == ["A-1", "A-2"]


def test_seats_are_free_again_with_their_order(shop: Shop) -> None:
    order = hold(shop, chosen(shop, "A-1", "A-2"))
    drop_hold(shop.visitor, order.id, order.secret)
    assert shop.visitor
    assert not EventSeat.objects.filter(line__isnull=False).exists()


def test_a_seat_that_somebody_has_is_not_drawn_away(shop: Shop) -> None:
    plan = SeatPlan.objects.get(events=shop.event)
    hold(shop, chosen(shop, "A-5", "A-6"))
    narrow = text_of(shop, Shape(rows=2, seats=5, y=40))
    assert code_of(lambda: keep_plan(shop.organiser, plan.id, narrow)) == "seat_taken"
    assert Seat.objects.filter(section__name="Stalls").count() == 12
    wide = text_of(shop, Shape(rows=2, seats=8, y=60, curve=30))
    keep_plan(shop.organiser, plan.id, wide)
    new = EventSeat.objects.filter(event=shop.event, seat__section__name="Stalls", is_blocked=True)
    assert (new.count(), EventSeat.objects.filter(line__isnull=False).count()) == (4, 2)
    assert capacities(shop) == {"Type 1": 12, "Type 2": 4}


def test_a_plan_on_which_something_is_sold_stays(shop: Shop) -> None:
    plan = SeatPlan.objects.get(events=shop.event)
    hold(shop, chosen(shop, "A-1", "A-2"))
    assert code_of(lambda: use_plan(shop.organiser, shop.event.id, None)) == "sold_already"
    assert code_of(lambda: remove_plan(shop.organiser, plan.id)) == "in_use"


def test_of_two_who_draw_at_once_one_is_told(shop: Shop) -> None:
    plan = SeatPlan.objects.get(events=shop.event)
    keep_plan(shop.organiser, plan.id, text_of(shop, name="Mine"), edition=plan.edition)
    assert code_of(lambda: keep_plan(shop.organiser, plan.id, text_of(shop, name="Theirs"), edition=plan.edition)) == (
        "changed_meanwhile"
    )
    plan.refresh_from_db()
    assert (plan.name, plan.edition) == ("Mine", 2)


def test_what_cannot_be_drawn_is_refused_beside_its_field(shop: Shop) -> None:
    with pytest.raises(Invalid) as refused:
        keep_plan(shop.organiser, new_identifier(), text_of(shop, Shape(rows=0, first_row="É"), name=" "))
    assert sorted(refused.value.fields) == ["name", "s0-first_row", "s0-rows"]
    assert SeatPlan.objects.count() == 1


def test_only_organisers_draw(shop: Shop) -> None:
    member = caller_of(make_member(shop.organisation, Role.STUDENT))
    with pytest.raises(NotAllowed):
        keep_plan(member, new_identifier(), PlanText("Mine"))


def test_a_ticket_that_was_sold_without_a_seat_is_not_given_seats(shop: Shop) -> None:
    assert shop.organiser
    standing = add_type(shop.event, "Standing")
    add_quota(shop.event, 5, standing)
    hold(shop, Want(standing.id, 1))
    ids = [seat(shop.event, "A-1")]
    assert code_of(lambda: sell_seats(shop.organiser, shop.event.id, ids, SoldAs(standing.id))) == "sold_already"
    pair = add_type(shop.event, "For two", bundle=2)
    assert code_of(lambda: sell_seats(shop.organiser, shop.event.id, ids, SoldAs(pair.id))) == "not_for_one"


def test_a_ticket_whose_seats_are_all_kept_back_is_not_sold_without_one(shop: Shop) -> None:
    rows = EventSeat.objects.filter(event=shop.event)
    sell_seats(shop.organiser, shop.event.id, list(rows.values_list("id", flat=True)), SoldAs(is_kept_back=True))
    with pytest.raises(Refusal) as refusal:
        hold(shop, Want(shop.types[0].id, 1))
    assert (refusal.value.code, rows.filter(is_blocked=False).count()) == ("seats_gone", 0)


def test_a_copy_has_the_same_seats_all_free(shop: Shop) -> None:
    hold(shop, chosen(shop, "A-1", "A-2"))
    copy = duplicate_event(shop.organiser, shop.event.id, new_identifier(), shop.event.starts_at)
    rows = EventSeat.objects.filter(event=copy)
    assert (rows.count(), rows.filter(line__isnull=False).count()) == (16, 0)
    assert {one.name for one in copy.ticket_types.filter(event_seats__isnull=False)} == {"Type 1", "Type 2"}


def test_seats_of_a_ticket_that_is_removed_are_kept_back(shop: Shop) -> None:
    remove_type(shop.organiser, shop.event.id, shop.types[1].id)
    balcony = EventSeat.objects.filter(event=shop.event, seat__section__name="Balcony")
    assert set(balcony.values_list("is_blocked", "ticket_type_id")) == {(True, None)}


@pytest.mark.wish("H3")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_one_seat_at_once_exactly_one_has_it() -> None:
    shop = make_shop()
    put_seats(shop)
    want = chosen(shop, "A-1", "A-2")
    with ThreadPoolExecutor(6) as crowd:
        codes = list(crowd.map(lambda _n: _try(shop, want), range(6)))
    assert sorted(codes) == ["held", *["seat_taken"] * 5]


@pytest.mark.django_db(transaction=True)
def test_a_crowd_that_names_no_seats_fills_the_hall_and_no_seat_twice() -> None:
    shop = make_shop()
    put_seats(shop)
    with ThreadPoolExecutor(6) as crowd:
        codes = list(crowd.map(lambda _n: _try(shop, Want(shop.types[0].id, 2)), range(8)))
    assert set(codes) <= {"held", "seats_gone", "sold_out"}
    assert shop.visitor
    assert codes.count("held") == 6
    assert EventSeat.objects.filter(line__isnull=False).count() == 12


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parties=st.lists(st.integers(1, 5), min_size=1, max_size=8))
def test_whoever_comes_there_are_as_many_seats_taken_as_tickets_held(db: None, parties: list[int]) -> None:
    shop = make_shop(slug=f"s{new_identifier().hex[-12:]}")
    put_seats(shop)
    held = 0
    for party in parties:
        try:
            held += Order.objects.get(id=hold(shop, Want(shop.types[0].id, party)).id).lines.count()
        except Conflict:
            assert held + party > 12
    quota = Quota.objects.get(event=shop.event, name="Type 1")
    assert EventSeat.objects.filter(event=shop.event, line__isnull=False).count() == held == quota.held


def _try(shop: Shop, want: Want) -> str:
    try:
        hold(shop, want)
    except Refusal as refusal:
        return refusal.code
    finally:
        connection.close()
    return "held"
