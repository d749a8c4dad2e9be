"""Rooms with seats, as buyers and organisers see them; without scripts, too."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.events.models import EventSeat, Order, Seat, SeatPlan
from lyceum.domains.events.tests.seats import names_of, put_seats, seat
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier

PAGE = "/scene/events/nuit-du-jazz/seats/"


@pytest.fixture
def shop(db: None) -> Shop:
    made = make_shop()
    put_seats(made)
    return made


@pytest.fixture
def browser(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


def wanting(shop: Shop, *names: str) -> dict[str, str]:
    assert shop.visitor
    return {f"seat-{seat(shop.event, name)}": str(shop.types[0].id) for name in names}


def checked(page: str) -> list[str]:
    return re.findall(r'data-words="([^"]*)"[^>]* checked', page)


def the_order(shop: Shop) -> Order:
    assert shop.visitor
    return Order.objects.get()


def test_seats_are_chosen_in_a_list_and_stand_on_the_order(shop: Shop) -> None:
    page = Client().get(PAGE).text
    assert len(re.findall(r"<circle class=\"seat seat-free", page)) == 16
    assert "12 free seats" in page
    answer = Client().post(PAGE, wanting(shop, "A-3", "A-4"))
    order = the_order(shop)
    assert (answer.status_code, answer["Location"]) == (302, f"/scene/orders/{order.code}/{order.secret}/")
    assert names_of(order.id) == ["A-3", "A-4"]
    assert "Stalls, row A, seat 3 · Stalls, row A, seat 4" in Client().get(answer["Location"]).text
    taken = Client().get(f"{PAGE}free/").json()
    assert taken["taken"] == [2, 3]


def test_what_is_refused_is_said_on_the_plan_and_the_choice_stays(shop: Shop) -> None:
    answer = Client().post(PAGE, wanting(shop, "A-2", "A-3"))
    assert answer.status_code == 409
    assert "This would leave a seat alone between others: Stalls, row A, seat 1." in answer.text
    assert checked(answer.text) == ["Stalls, row A, seat 2", "Stalls, row A, seat 3"]
    assert not shop.visitor or not Order.objects.exists()


def test_the_best_seats_are_shown_before_they_are_held(shop: Shop) -> None:
    answer = Client().post(PAGE, {"best": "1", "party": "2", "of": str(shop.types[0].id)})
    assert checked(answer.text) == ["Stalls, row B, seat 3", "Stalls, row B, seat 4"]
    assert len(Client().get(f"{PAGE}free/", {"party": "4", "of": str(shop.types[1].id)}).json()["best"]) == 4
    many = Client().post(PAGE, {"best": "1", "party": "40"})
    assert "There are not so many seats left." in many.text
    for party in ("", "x", "-1", "9999"):
        assert Client().get(f"{PAGE}free/", {"party": party, "of": "nothing"}).json()["best"] == []


def test_who_says_only_how_many_is_given_seats(shop: Shop) -> None:
    Client().post("/scene/events/nuit-du-jazz/", {f"type-{shop.types[1].id}": "2"})
    assert names_of(the_order(shop).id) == ["A-1", "A-2"]  # not the middle two, which leaves two alone


def test_an_event_without_seats_has_no_such_page(shop: Shop) -> None:
    make_shop("autre")
    assert Client().get("/autre/events/nuit-du-jazz/seats/").status_code == 404


def test_the_plan_is_read_in_as_many_steps_whatever_its_size(shop: Shop, django_assert_num_queries: Any) -> None:
    Client().get(PAGE)
    with django_assert_num_queries(5):  # who asks, what is left, what is taken; the scope told before and after
        assert Client().get(PAGE).status_code == 200


def plan_form(**changes: Any) -> dict[str, Any]:
    return {
        "id": str(new_identifier()), "edition": "0", "name": "The old theatre", "stage_width": "240", "best": "120",
        "s0-id": str(new_identifier()), "s0-kind": "rows", "s0-name": "Stalls", "s0-rows": "3", "s0-seats": "10",
        "s0-x": "0", "s0-y": "40", "s0-turn": "0", "s0-curve": "20", "s0-grow": "1", "s0-aisles": "5",
        "s0-first_row": "a", "s0-numbering": "odd_left", "s0-left_out": "A1", "s0-accessible": "C-2", **changes,
    }  # fmt: skip


def test_a_plan_is_drawn_with_a_form_alone(shop: Shop, browser: Client) -> None:
    sent = plan_form()
    board = browser.get("/scene/organise/plans/new/").text
    assert 'name="s0-rows"' in board
    more = browser.post("/scene/organise/plans/new/", sent | {"add": "tables"}).text
    assert 'name="s1-is_long"' in more
    assert 'name="s0-aisles"' not in browser.post("/scene/organise/plans/new/", sent | {"remove": "s0"}).text
    answer = browser.post("/scene/organise/plans/new/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/scene/organise/plans/{sent['id']}/")
    assert shop.organiser
    seats = Seat.objects.filter(section__plan_id=sent["id"])
    assert (seats.count(), seats.get(is_accessible=True).row) == (10 + 11 + 12 - 1, "C")
    page = browser.get(answer["Location"]).text
    assert 'value="A-1"' in page
    drawing = browser.post("/scene/organise/plans/drawing/", sent | {"s0-rows": "1", "s0-seats": "4"}).text
    assert drawing.count("<circle") == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "id_name_error"),
        ({"s0-rows": "0"}, "id_s0-rows_error"),
        ({"s0-aisles": "five"}, "id_s0-aisles_error"),
        ({"s0-first_row": "É1"}, "id_s0-first_row_error"),
    ],
)
def test_a_plan_that_cannot_be_is_said_beside_its_field(
    shop: Shop, browser: Client, changes: dict[str, str], said: str
) -> None:
    answer = browser.post("/scene/organise/plans/new/", plan_form(**changes))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert shop.organiser
    assert SeatPlan.objects.count() == 1


def test_an_event_is_put_on_a_plan_and_its_seats_are_sold(shop: Shop, browser: Client) -> None:
    place = f"/scene/organise/{shop.event.id}/seats/"
    page = browser.get(place).text
    assert "Stalls, row A, seat 1, Type 1" in page
    section = re.findall(r'<option value="([^"]*)">All of Balcony', page)[0]
    browser.post(place, {"scope": section, "sold_as": "back"})
    browser.post(place, {"scope": "chosen", "sold_as": str(shop.types[1].id), **wanting(shop, "A-1")})
    assert shop.organiser
    rows = EventSeat.objects.filter(event=shop.event)
    assert rows.filter(is_blocked=True, seat__section_id=UUID(section)).count() == 4
    assert rows.get(id=seat(shop.event, "A-1")).ticket_type_id == shop.types[1].id
    browser.post(place, {"lone": "yes"})
    assert shop.organiser
    shop.event.refresh_from_db()
    assert shop.event.allows_lone_seats is True
    browser.post(place, {"plan_id": ""})
    assert shop.organiser
    assert not EventSeat.objects.filter(event=shop.event).exists()


def test_the_list_of_plans_costs_the_same_for_one_and_for_three(shop: Shop, browser: Client) -> None:
    counts = []
    for number in range(2):
        for _more in range(number * 2):
            browser.post("/scene/organise/plans/new/", plan_form())
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/scene/organise/plans/").text.count("list-row") == 1 + number * 2
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_programs_find_the_seats_and_name_them_in_a_hold(shop: Shop) -> None:
    seats = Client().get(f"/scene/api/v1/events/{shop.event.id}/seats").json()
    assert (len(seats), {one["is_free"] for one in seats}) == (16, {True})
    assert (seats[0]["words"], seats[0]["type_id"]) == ("Stalls, row A, seat 1", str(shop.types[0].id))
    wants = [{"type_id": str(shop.types[0].id), "quantity": 2, "seats": [one["id"] for one in seats[:2]]}]
    body = {"id": str(new_identifier()), "wants": wants}
    held = Client().post(f"/scene/api/v1/events/{shop.event.id}/orders", body, content_type="application/json")
    assert held.status_code == 200
    assert [one["is_free"] for one in Client().get(f"/scene/api/v1/events/{shop.event.id}/seats").json()[:3]] == [
        False, False, True,
    ]  # fmt: skip
