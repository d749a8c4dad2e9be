"""An event's page and the choice of tickets, for anybody, with and without cookies."""

import json
import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from lyceum.domains.events.models import (
    EventState,
    Order,
    PriceStep,
    Quota,
    ShopFrame,
    TicketType,
    Voucher,
    VoucherEffect,
)
from lyceum.domains.events.tests.shop import Shop, add_quota, add_type, make_place, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

PAGE = "/scene/events/nuit-du-jazz/"


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop(capacity=400)


def wanting(shop: Shop, *quantities: int, **more: str) -> dict[str, Any]:
    return {f"type-{kind.id}": str(n) for kind, n in zip(shop.types, quantities, strict=False)} | more


@pytest.mark.wish("H11")
def test_a_page_for_people_robots_and_calendars(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        shop.event.place = make_place(shop.organisation, address="9 cours Caffarelli", postcode="14000")
        shop.event.text = "Avec **Trio Sablier** <script>alert(1)</script>"
        shop.event.save()
    answer = Client(headers={"Accept-Language": "fr"}).get(PAGE)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in answer["Vary"].split(",")}
    assert not answer.cookies
    assert "<strong>Trio Sablier</strong>" in answer.text
    assert "<script>alert" not in answer.text
    said = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.text)[0])
    assert (said["@type"], said["location"][0]["name"], len(said["offers"])) == ("Event", "Le Cargö", 2)
    assert said["startDate"] == shop.event.starts_at.astimezone(ZoneInfo("Europe/Paris")).isoformat()
    assert '<meta property="og:title" content="Nuit du jazz">' in answer.text
    (entry,) = Calendar.from_ical(Client().get(f"{PAGE}event.ics").content).events
    assert (entry["SUMMARY"], entry.start.tzinfo.key) == ("Nuit du jazz", "Europe/Paris")
    programme = Client().get("/scene/events/programme.ics")
    assert [one["SUMMARY"] for one in Calendar.from_ical(programme.content).events] == ["Nuit du jazz"]


def test_the_same_page_is_not_drawn_or_sent_twice(shop: Shop, django_assert_num_queries: Any) -> None:
    visitor = Client()
    first = visitor.get(PAGE)
    with django_assert_num_queries(4):  # who asks, what is left; the scope told before and after
        again = visitor.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with scope.entered(shop.organisation.id):
        TicketType.objects.filter(id=shop.types[0].id).update(price=2150)
    changed = visitor.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "€21.50" in changed.text


def test_what_is_left_is_told_once_it_is_little(shop: Shop) -> None:
    kind = str(shop.types[0].id)
    assert Client().get(f"{PAGE}availability/").json()["types"][kind] == {"words": "", "most": 10}
    with scope.entered(shop.organisation.id):
        Quota.objects.filter(id=shop.quota.id).update(sold=397)
    assert Client().get(f"{PAGE}availability/").json()["types"][kind] == {"words": "3 left", "most": 3}
    with scope.entered(shop.organisation.id):
        Quota.objects.filter(id=shop.quota.id).update(sold=400)
    assert Client().get(f"{PAGE}availability/").json()["types"][kind] == {"words": "Sold out", "most": 0}
    assert f"{PAGE}waiting/{kind}/" in Client().get(PAGE).text


def test_early_birds_hidden_tickets_and_codes(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        end = timezone.now() + timedelta(days=1)
        here = {"organisation": shop.organisation}
        PriceStep.objects.create(**here, ticket_type=shop.types[0], price=1500, until=end)
        hidden = add_type(shop.event, "Presse", 500, is_hidden=True)
        add_quota(shop.event, 20, hidden)
        terms = {"effect": VoucherEffect.PERCENT, "value": 50, "unlocks_hidden": True}
        Voucher.objects.create(**here, event=shop.event, code="Amis", **terms)
    plain = Client().get(PAGE).text
    assert ("€15.00" in plain, "€20.00" in plain, "Presse" in plain) == (True, True, False)
    applied = Client().post(PAGE, {"apply": "1", "voucher": "amis", f"type-{shop.types[0].id}": "2"}).text
    assert ("€7.50" in applied, "Presse" in applied, 'value="2"' in applied) == (True, True, True)
    refused = Client().post(PAGE, {"apply": "1", "voucher": "nobody"})
    assert "This code is not known here." in refused.text


def test_choosing_holds_the_places_and_leads_to_the_order(shop: Shop) -> None:
    answer = Client().post(PAGE, wanting(shop, 2, 1))
    assert shop.visitor
    order = Order.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/scene/orders/{order.code}/{order.secret}/")
    assert (order.total, order.lines.count(), Quota.objects.get().held) == (5200, 3, 3)


def test_a_second_press_is_the_same_order(shop: Shop) -> None:
    wanted = wanting(shop, 1, id="01a00000-0000-7000-8000-00000000000a")
    assert Client().post(PAGE, wanted)["Location"] == Client().post(PAGE, wanted)["Location"]
    assert shop.visitor
    assert Quota.objects.get().held == 1


@pytest.mark.parametrize(
    ("quantity", "more", "status", "words"),
    [
        ("0", {}, 422, "Choose at least one ticket."),
        ("many", {}, 422, "One of the numbers cannot be read."),
        ("11", {}, 422, "At most 10 tickets in one order."),
        ("1", {"voucher": "NOPE"}, 422, "This code is not known here."),
    ],
)
def test_bad_input_keeps_what_was_typed(
    shop: Shop, quantity: str, more: dict[str, str], status: int, words: str
) -> None:
    answer = Client().post(PAGE, {f"type-{shop.types[0].id}": quantity, **more})
    assert (answer.status_code, words in answer.text) == (status, True)
    assert f'value="{quantity}"' in answer.text
    assert shop.visitor
    assert not Order.objects.exists()


def test_who_comes_too_late_is_told(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        Quota.objects.filter(id=shop.quota.id).update(sold=399)
    late = Client().post(PAGE, wanting(shop, 2))
    assert (late.status_code, "There are not so many places left." in late.text) == (409, True)
    with scope.entered(shop.organisation.id):
        shop.event.state = EventState.CANCELLED
        shop.event.save()
    cancelled = Client().get(PAGE)
    assert ("This event does not take place" in cancelled.text, "data-book" in cancelled.text) == (True, False)
    assert Client().post(PAGE, wanting(shop, 1)).status_code == 409


def test_a_form_of_another_site_books_nothing(shop: Shop) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert Client().post(PAGE, wanting(shop, 1), headers=headers).status_code == 403
    assert shop.visitor
    assert not Order.objects.exists()
    ours = Client().post(PAGE, wanting(shop, 1), headers={"Sec-Fetch-Site": "same-origin"})
    assert ours.status_code == 302


def test_a_draft_is_seen_by_those_who_make_it(world: World) -> None:
    shop = make_shop(state=EventState.DRAFT)
    assert Client().get(PAGE).status_code == 404
    organiser = Client()
    organiser.force_login(shop.member.person)
    assert "A draft" in organiser.get(PAGE).text
    assert world.browser(world.members[Role.OWNER]).get(PAGE).status_code == 404


def test_a_frame_opens_to_the_sites_that_were_named(shop: Shop) -> None:
    assert "frame-ancestors 'self';" in Client().get(f"{PAGE}embed/")["Content-Security-Policy"] + ";"
    organiser = Client()
    organiser.force_login(shop.member.person)
    saved = organiser.post("/scene/organise/shop/frames/", {"hosts": "theatre.example\nhttps://WWW.Salle.example/"})
    assert saved.status_code == 302
    with scope.entered(shop.organisation.id):
        assert ShopFrame.objects.get().hosts == ["https://theatre.example", "https://www.salle.example"]
    framed = Client().get(f"{PAGE}embed/?language=fr")
    wanted = "frame-ancestors 'self' https://theatre.example https://www.salle.example"
    assert wanted in framed["Content-Security-Policy"]
    assert ("X-Frame-Options" in framed, 'lang="fr"' in framed.text, bool(framed.cookies)) == (False, True, False)
    assert Client().get(PAGE)["X-Frame-Options"] == "DENY"
    for bad in ("http://theatre.example", "https://a b", "https://x/path", "https://*; script-src *"):
        assert organiser.post("/scene/organise/shop/frames/", {"hosts": bad}).status_code == 422


def test_the_script_for_other_sites_may_be_loaded_there(db: None) -> None:
    answer = Client().get("/embed.js")
    assert (answer.status_code, answer["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
