"""What is on, for programs and for calendars: what the page answers, by every door."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from lyceum.domains.events.tests.shop import Shop, add_quota, add_type, make_event, make_place, make_shop
from lyceum.kernel.search.actions.catalogue import reindex_catalogue

JSON = {"content_type": "application/json", "headers": {"X-Requested-With": "XMLHttpRequest"}}


@pytest.fixture
def shop(db: None) -> Shop:
    made = make_shop(capacity=5)
    place = make_place(made.organisation)
    workshop = make_event(made.organisation, slug="tour", title="Tour de potier", category="workshop", place=place)
    add_quota(workshop, 3, add_type(workshop, "Entrée", 0))
    reindex_catalogue(made.organisation.id)
    assert made.visitor
    return made


def asked(client: Client, query: str, **variables: Any) -> Any:
    return client.post("/graphql", {"query": query, "variables": variables}, **JSON).json()  # type: ignore[arg-type]


def test_programs_find_what_the_page_finds(shop: Shop, client: Client) -> None:
    for prefix in ("", "/scene"):
        found = client.get(f"{prefix}/api/v1/events", {"q": "jazz"}).json()
        assert [one["title"] for one in found["events"]] == ["Nuit du jazz"]
        assert (found["total"], found["events"][0]["price"], found["events"][0]["left"]) == (1, 1200, 5)
    free = client.get("/scene/api/v1/events", {"category": "workshop", "city": "Caen"}).json()["events"]
    assert [(one["title"], one["price"], one["distance"]) for one in free] == [("Tour de potier", 0, 0.0)]
    assert free[0]["url"].endswith("/scene/events/tour/")
    similar = client.get(f"/scene/api/v1/events/{shop.event.id}/similar")
    assert similar.status_code == 200


def test_graphql_answers_the_same_question(shop: Shop, client: Client) -> None:
    query = "query ($s: EventSearch!) { findEvents(search: $s) { total events { title left } } }"
    found = asked(client, query, s={"q": "potier", "category": ["workshop"]})["data"]["findEvents"]
    assert found == {"total": 1, "events": [{"title": "Tour de potier", "left": 3}]}
    assert asked(client, query, s={"timeZone": "Nowhere"})["errors"]


def test_a_calendar_subscribes_to_a_search(shop: Shop, client: Client) -> None:
    page = client.get("/scene/events/", {"q": "jazz", "page": "1"}).content.decode()
    assert "/scene/events/calendar.ics?q=jazz" in page
    answer = client.get("/scene/events/calendar.ics", {"q": "jazz"})
    assert answer["Content-Type"].startswith("text/calendar")
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(one["SUMMARY"]), str(one["UID"]).split("@")[0]) for one in entries] == [
        ("Nuit du jazz", str(shop.event.id))
    ]
    everything = Calendar.from_ical(client.get("/events/calendar.ics").content).walk("VEVENT")
    assert len(everything) == 2
