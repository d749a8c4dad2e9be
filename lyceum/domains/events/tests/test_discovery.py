import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.events.actions.publishing import list_event, list_event_soon, list_events_at
from lyceum.domains.events.models import Event, EventState, Quota
from lyceum.domains.events.queries.discovery import Asked, events_found, names_found, similar_events
from lyceum.domains.events.queries.published import KIND
from lyceum.domains.events.rules.discovery import band_of, periods, places_left
from lyceum.domains.events.tests.shop import Shop, add_quota, add_type, make_event, make_place, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.search.actions.catalogue import reindex_catalogue
from lyceum.kernel.search.models import CatalogueEntry

pytestmark = pytest.mark.django_db
VISITOR = Visitor()
FRIDAY = datetime(2026, 6, 5, 15, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def shop() -> Shop:
    made = make_shop(category="concert", summary="Trois quartets")
    with scope.entered(made.organisation.id):
        Event.objects.filter(id=made.event.id).update(place=make_place(made.organisation))
        list_event(made.organisation.id, made.event.id)
    return made


def another(shop: Shop, title: str, slug: str, **fields: object) -> Event:
    with scope.entered(shop.organisation.id):
        event = make_event(shop.organisation, title=title, slug=slug, **fields)
        add_quota(event, 5, add_type(event, price=500))
        list_event(shop.organisation.id, event.id)
    return event


def titles(asked: Asked) -> list[str]:
    return [listed.entry.title for listed in events_found(VISITOR, asked).listing.entries]


def test_an_event_is_listed_with_what_anybody_may_know(shop: Shop) -> None:
    entry = CatalogueEntry.objects.get()
    assert (entry.path, entry.names) == ("/events/nuit-du-jazz/", ["Nuit du jazz", "Le Cargö", "Caen", "La Scène"])
    assert (entry.price, entry.currency, entry.left, entry.kind) == (1200, "EUR", 10, KIND)
    assert entry.labels == ["category:concert", "places:left", "price:to_25", "spoken:fr", "where:place"]


@pytest.mark.parametrize("fields", [{"state": EventState.CANCELLED}, {"is_listed": False}, {"state": EventState.DRAFT}])
def test_what_is_not_open_to_all_leaves_the_listing(shop: Shop, fields: dict[str, object]) -> None:
    with scope.entered(shop.organisation.id):
        Event.objects.filter(id=shop.event.id).update(**fields)
        list_event(shop.organisation.id, shop.event.id)
    assert CatalogueEntry.objects.count() == 0


def test_a_sold_out_event_says_so_once_however_many_bought(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        Quota.objects.filter(id=shop.quota.id).update(sold=10)
        for _ in range(3):
            list_event_soon(shop.organisation.id, shop.event.id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%%list_sold_event'")
            assert cursor.fetchone() == (1,)
        list_event(shop.organisation.id, shop.event.id)
    entry = CatalogueEntry.objects.get()
    assert (entry.left, entry.labelled("places")) == (0, [])


def test_a_place_that_moves_moves_its_events(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        event = Event.objects.select_related("place").get()
        event.place.city = "Ouistreham"
        event.place.save()
        list_events_at(shop.organisation.id, event.place_id)
    assert CatalogueEntry.objects.get().city == "Ouistreham"


def test_the_index_is_made_afresh(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        CatalogueEntry.objects.update(title="Stale")
    assert reindex_catalogue(shop.organisation.id) == 1
    with scope.entered(shop.organisation.id):
        assert CatalogueEntry.objects.get().title == "Nuit du jazz"


@pytest.mark.wish("H8", "M1")
def test_is_found_by_words_kind_and_city_typos_forgiven(shop: Shop) -> None:
    another(shop, "Atelier de poterie", "poterie", category="workshop")
    assert titles(Asked("nuit du jaz")) == titles(Asked("jzaz")) == titles(Asked("concerts")) == ["Nuit du jazz"]
    assert titles(Asked(labels={"category": ["workshop"]})) == ["Atelier de poterie"]
    assert [(name.sort, name.text) for name in names_found(VISITOR, "carg")] == [("place", "Le Cargö")]
    assert names_found(VISITOR, "c") == []


@pytest.mark.wish("H9")
def test_near_a_city_or_a_point_and_within_so_many_kilometres(shop: Shop) -> None:
    near = events_found(VISITOR, Asked(city="Cean", order="distance", within=10))
    assert [(one.entry.title, round(one.distance or 0)) for one in near.listing.entries] == [("Nuit du jazz", 0)]
    assert (near.city, near.is_near) == ("Caen", True)
    assert titles(Asked(point=(49.35, -0.35), within=50)) == ["Nuit du jazz"]
    assert titles(Asked(point=(49.35, -0.35), within=10)) == []
    assert events_found(VISITOR, Asked(city="Atlantis")).is_lost


def test_similar_events_share_kind_words_and_place(shop: Shop) -> None:
    another(shop, "Poterie", "poterie", category="workshop")
    another(shop, "Jazz manouche", "manouche", category="concert")
    assert [one.entry.title for one in similar_events(VISITOR, shop.event.id, 1)] == ["Jazz manouche"]


def test_periods_of_a_friday_afternoon() -> None:
    spans = periods(FRIDAY)
    assert spans == {
        "today": (FRIDAY, FRIDAY.replace(day=6, hour=0)),
        "tomorrow": (FRIDAY.replace(day=6, hour=0), FRIDAY.replace(day=7, hour=0)),
        "weekend": (FRIDAY.replace(hour=18), FRIDAY.replace(day=8, hour=0)),
        "week": (FRIDAY, FRIDAY.replace(day=8, hour=0)),
        "month": (FRIDAY, FRIDAY.replace(month=7, day=1, hour=0)),
    }
    sunday = FRIDAY + timedelta(days=2)
    assert periods(sunday)["weekend"][0] == sunday


@pytest.mark.parametrize(
    ("price", "currency", "band"),
    [(0, "EUR", "free"), (1000, "EUR", "to_10"), (1001, "EUR", "to_25"), (5001, "EUR", "more"), (10, "JPY", "to_10")],
)
def test_bands_of_price(price: int, currency: str, band: str) -> None:
    assert band_of(price, currency) == band


def test_places_left_are_those_that_all_its_quotas_allow() -> None:
    hall, balcony = frozenset({"all", "hall"}), frozenset({"all", "balcony"})
    left = {"all": 12, "hall": 10, "balcony": 5}
    assert places_left([(1, hall), (1, balcony)], left) == 12
    assert places_left([(1, hall), (4, hall)], left) == 10
    assert places_left([(6, balcony)], left) == 0
    assert places_left([(1, frozenset())], left) is None
    assert places_left([], {}) is None


def test_the_page_says_all_without_scripts(shop: Shop, client: Client) -> None:
    text = client.get("/events/?q=jazz&category=concert").content.decode()
    assert 'href="/scene/events/nuit-du-jazz/"' in text
    assert re.search(r'name="category" id="category-concert" value="concert" checked', text)
    said = json.loads(re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text, re.S)[0])
    assert (said["@type"], [item["name"] for item in said["itemListElement"]]) == ("ItemList", ["Nuit du jazz"])


def test_a_card_says_the_hour_of_its_place(shop: Shop, client: Client) -> None:
    away = {"time_zone": "Asia/Tokyo", "starts_at": datetime(2030, 1, 21, 9, tzinfo=ZoneInfo("UTC"))}
    another(shop, "Petites salles", "petites-salles", ends_at=away["starts_at"] + timedelta(hours=2), **away)
    text = client.get("/events/?q=salles", headers={"Accept-Language": "en"}).content.decode()
    assert '<time datetime="2030-01-21T18:00:00+09:00">Mon 21 Jan. · 18:00</time>' in text


def test_as_one_types_only_what_was_found_is_drawn_anew(shop: Shop, client: Client) -> None:
    part = client.get("/scene/events/?q=jazz", headers={"HX-Request": "true", "HX-Target": "div#found"})
    text = part.content.decode()
    assert text.startswith('<div id="found"')
    assert ">Nuit du jazz</a>" in text


@pytest.mark.wish("H8")
def test_completes_as_options(shop: Shop, client: Client) -> None:
    assert client.get("/events/completions.html?q=nui").content.decode().strip() == (
        '<option value="Nuit du jazz"></option>'
    )
    assert client.get("/events/completions.html?of=city&city=ca").content.decode().strip() == (
        '<option value="Caen"></option>'
    )


def test_robots_and_readers_of_feeds_find_each_page(shop: Shop, client: Client) -> None:
    for address in ("/events/feed.rss", "/scene/events/feed.rss", "/events/sitemap.xml", "/scene/events/sitemap.xml"):
        answer = client.get(address)
        assert "/scene/events/nuit-du-jazz/" in answer.content.decode(), address


def test_the_page_asks_as_much_for_three_as_for_one(shop: Shop, client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/events/")
        return len(captured)

    statements()
    with_one = statements()
    another(shop, "Deux", "deux")
    another(shop, "Trois", "trois")
    assert statements() == with_one
