from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.domains.events.actions.question import QuestionText, set_question
from lyceum.domains.events.actions.voucher import VoucherText, set_voucher
from lyceum.domains.events.models import CrewMember, CrewRole, Event, Quota, TicketType
from lyceum.domains.events.rules.clock import wall_at
from lyceum.domains.events.tests.shop import Shop, make_event, make_place, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import make_member

PARIS = "Europe/Paris"


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def browser(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


def at(shop: Shop, place: str = "") -> str:
    return f"/scene/organise/{shop.event.id}/{place}"


def short(**changes: Any) -> dict[str, Any]:
    """What the short page sends."""
    day = (timezone.now() + timedelta(days=40)).date()
    return {
        "id": new_identifier(),
        "place_id": new_identifier(),
        "title": "Quatuor sous les toits",
        "category": "concert",
        "day": day,
        "starts": "21:00",
        "ends": "00:30",
        "time_zone": PARIS,
        "where": "new",
        "place_name": "Le Cargö",
        "city": "Caen",
        "currency": "EUR",
        "price": "12,50",
        "places": "80",
        **changes,
    }


@pytest.mark.wish("H12")
def test_a_short_page_makes_a_draft_that_can_be_published_at_once(shop: Shop, browser: Client) -> None:
    sent = short()
    for _time in range(2):
        answer = browser.post("/scene/organise/new/", sent)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/scene/organise/{sent['id']}/")
    page = browser.get(f"/scene/organise/{sent['id']}/").content.decode()
    assert "Nothing is missing" in page or "Rien ne manque" in page
    browser.post(f"/scene/organise/{sent['id']}/publication/")
    caller = shop.organiser
    event = Event.objects.within(caller).get(id=sent["id"])
    assert (event.state, event.place and event.place.name) == ("published", "Le Cargö")
    assert [wall_at(moment, PARIS).strftime("%H:%M") for moment in (event.starts_at, event.ends_at)] == [
        "21:00",
        "00:30",
    ]
    assert [(one.price, one.quotas.get().capacity) for one in event.ticket_types.all()] == [(1250, 80)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"price": "12,505"}, "id_price_error"),
        ({"currency": "JPY", "price": "12,50"}, "id_price_error"),
        ({"price": "-3"}, "id_price_error"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "05:00"}, "id_starts_error"),
        ({"place_name": ""}, "id_place_name_error"),
        ({"places": "0"}, "id_places_error"),
        ({"title": ""}, "id_title_error"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_made(
    shop: Shop, browser: Client, changes: dict[str, str], said: str
) -> None:
    answer = browser.post("/scene/organise/new/", short(**changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Event.objects.within(shop.organiser).count() == 1


def test_every_section_opens(shop: Shop, browser: Client) -> None:
    caller = shop.organiser
    voucher = set_voucher(caller, shop.event.id, new_identifier(), VoucherText("NOEL", value=20))
    question = set_question(caller, shop.event.id, new_identifier(), QuestionText("Régime ?"))
    place = make_place(shop.organisation)
    sections = (
        "details when sale tickets codes questions dates crew copy tickets/new codes/new questions/new quotas/new"
    )
    addresses = [at(shop), *(at(shop, f"{one}/") for one in sections.split())]
    addresses += [at(shop, f"tickets/{shop.types[0].id}/"), at(shop, f"quotas/{shop.quota.id}/")]
    addresses += [at(shop, f"codes/{voucher.id}/"), at(shop, f"questions/{question.id}/"), at(shop, "codes/table/")]
    addresses += ["/scene/organise/", "/scene/organise/places/", f"/scene/organise/places/{place.id}/"]
    assert [(one, browser.get(one).status_code) for one in addresses] == [(one, 200) for one in addresses]


def test_the_season_costs_the_same_however_long_it_is(shop: Shop, browser: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/scene/organise/").status_code == 200
        return len(asked)

    cost()
    one = cost()
    assert shop.organiser.organisation_id == shop.organisation.id  # a request leaves it; its scope is entered again
    for number in range(2):
        make_event(
            shop.organisation, slug=f"autre-{number}", title=f"Autre {number}", place=make_place(shop.organisation)
        )
    assert cost() == one
    assert Event.objects.within(shop.organiser).count() == 3


def test_a_lower_quota_than_what_is_sold_is_refused_with_the_figure(shop: Shop, browser: Client) -> None:
    Quota.objects.within(shop.organiser).filter(id=shop.quota.id).update(sold=7)
    sent = {"id": shop.quota.id, "name": "Salle", "capacity": 6, "types": [one.id for one in shop.types]}
    answer = browser.post(at(shop, f"quotas/{shop.quota.id}/"), sent)
    assert (answer.status_code, "7 " in answer.content.decode()) == (422, True)
    assert Quota.objects.within(shop.organiser).get().capacity == 10


def test_a_ticket_comes_with_early_prices_and_its_own_places(shop: Shop, browser: Client) -> None:
    sent = {
        "id": new_identifier(),
        "name": "Balcon",
        "price": "18",
        "vat_rate": "550",
        "places": "40",
        "kind": "ticket",
        "minimum": "1",
        "bundle": "1",
        "is_on_sale": "on",
        "price_1": "12",
        "first_1": "10",
    }
    assert browser.post(at(shop, "tickets/new/"), sent).status_code == 302
    made = TicketType.objects.within(shop.organiser).get(name="Balcon")
    assert (made.price, made.quotas.get().capacity) == (1800, 40)
    assert [(step.price, step.first) for step in made.price_steps.all()] == [(1200, 10)]


def test_two_who_save_at_once_are_told(shop: Shop, browser: Client) -> None:
    sent = {"edition": 1, "title": "Un", "category": "concert", "language": "fr"}
    assert browser.post(at(shop, "details/"), sent).status_code == 302
    assert browser.post(at(shop, "details/"), {**sent, "title": "Deux"}).status_code == 422
    assert Event.objects.within(shop.organiser).get().title == "Un"


def test_whoever_helps_at_the_door_sees_the_event_and_changes_nothing(shop: Shop) -> None:
    member = make_member(shop.organisation, Role.ATTENDEE)
    client = Client()
    client.force_login(member.person)
    assert client.get(at(shop)).status_code == 404
    caller = shop.organiser
    CrewMember.objects.create(
        organisation_id=caller.organisation_id, event=shop.event, person_id=member.person_id, role=CrewRole.CHECK_IN
    )
    assert [client.get(at(shop, one)).status_code for one in ("", "details/", "tickets/")] == [200, 403, 403]
    assert client.post(at(shop, "publication/")).status_code in {302, 403}


@pytest.mark.wish("H12")
def test_a_program_does_what_the_pages_do(shop: Shop, browser: Client) -> None:
    event_id, type_id = new_identifier(), new_identifier()
    day = timezone.now() + timedelta(days=40)
    body = {"title": "Quatuor", "starts_at": day, "ends_at": day + timedelta(hours=2), "time_zone": PARIS}
    address, sent = "/scene/api/v1/organised-events", {"content_type": "application/json"}
    one = f"{address}/{event_id}"
    made = browser.post(address, {**body, "id": event_id, "is_online": True}, **sent)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    asked = {"name": "Plein tarif", "price": 1500, "places": 40}
    assert browser.put(f"{one}/ticket-types/{type_id}", asked, **sent).json()["price"] == 1500
    assert browser.put(f"{one}/publication", {}, **sent).json()["state"] == "published"
    assert {line["event"]["title"]: line["places"] for line in browser.get(address).json()} == {
        "Nuit du jazz": 10,
        "Quatuor": 40,
    }
    quota = {"name": "Salle", "capacity": 5, "type_ids": [type_id]}
    assert browser.put(f"{one}/quotas/{new_identifier()}", quota, **sent).json()["capacity"] == 5
    voucher = browser.put(f"{one}/vouchers/{new_identifier()}", {"code": "noel", "value": 20}, **sent)
    assert voucher.json()["code"] == "NOEL"


def test_the_door_and_the_public_page_are_one_press_away(shop: Shop, browser: Client) -> None:
    page = browser.get(at(shop)).content.decode()
    assert f'href="{at(shop, "door/")}"' in page
    assert 'href="/scene/events/nuit-du-jazz/"' in page
