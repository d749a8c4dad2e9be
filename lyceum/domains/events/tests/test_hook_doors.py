"""Hooks from the pages and over REST."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.events.actions.hook import HookText, keep_hook
from lyceum.domains.events.models import Hook, HookDelivery
from lyceum.domains.events.tests.listener import Listener, listener
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier

HOOKS = "/scene/organise/hooks/"


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def browser(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


@pytest.fixture
def told(settings: Any) -> Iterator[Listener]:
    with listener() as known:
        settings.NOTIFY_LOCAL_SERVERS = [known.host]
        yield known


def test_an_organiser_adds_a_program_tries_it_and_sees_what_became_of_it(
    browser: Client, told: Listener, shop: Shop, run_jobs: Callable[[], int]
) -> None:
    hook_id = new_identifier()
    sent = {"id": hook_id, "url": told.url, "kinds": ["order.paid"], "is_on": "on", "event_id": shop.event.id}
    assert browser.post(HOOKS, sent).headers["Location"] == f"{HOOKS}{hook_id}/"
    assert browser.post(HOOKS, sent | {"url": "http://example.org/", "id": new_identifier()}).status_code == 422
    assert browser.post(f"{HOOKS}{hook_id}/trial/").status_code == 302
    assert "load delay:2s" in browser.get(f"{HOOKS}{hook_id}/").content.decode()
    run_jobs()
    page = browser.get(f"{HOOKS}{hook_id}/").content.decode()
    assert ("load delay:2s" in page, "Arrivé" in page or "Arrived" in page) == (False, True)
    assert shop.organiser
    delivery = HookDelivery.objects.get()
    assert browser.post(f"{HOOKS}{hook_id}/deliveries/{delivery.id}/repeat/").status_code == 302
    run_jobs()
    assert [heard.json["type"] for heard in told.heard] == ["test", "test"]
    assert shop.organiser
    secret = Hook.objects.get().secret
    assert browser.post(f"{HOOKS}{hook_id}/secret/").status_code == 302
    assert shop.organiser
    assert Hook.objects.get().secret != secret
    assert browser.post(f"{HOOKS}{hook_id}/removal/").headers["Location"] == HOOKS
    assert shop.organiser
    assert Hook.objects.count() == 0


def test_a_program_keeps_its_own_hooks_over_rest(
    browser: Client, told: Listener, shop: Shop, run_jobs: Callable[[], int]
) -> None:
    address = f"/scene/api/v1/event-hooks/{new_identifier()}"
    body = {"url": told.url, "kinds": ["order.paid", "event.changed"]}
    json: Any = {"content_type": "application/json", "headers": {"X-Requested-With": "XMLHttpRequest"}}
    for _time in range(2):
        assert browser.put(address, body, **json).json()["kinds"] == ["order.paid", "event.changed"]
    assert [one["url"] for one in browser.get("/scene/api/v1/event-hooks").json()] == [told.url]
    assert browser.put(address, body | {"kinds": ["order.lost"]}, **json).status_code == 422
    first = browser.get(f"{address}/secret").json()["secret"]
    assert browser.post(f"{address}/secret", **json).json()["secret"] != first
    trial = browser.post(f"{address}/deliveries", **json)
    assert (trial.status_code, trial.json()["state"]) == (202, "waiting")
    run_jobs()
    delivery = browser.get(f"{address}/deliveries").json()[0]
    assert (delivery["state"], delivery["status"], delivery["kind"]) == ("sent", 200, "test")
    assert browser.put(f"{address}/deliveries/{delivery['id']}", **json).status_code == 202
    assert browser.delete(address, **json).status_code == 204
    assert browser.get(f"{address}/deliveries").status_code == 404


def test_the_list_asks_as_often_for_three_as_for_one(browser: Client, shop: Shop) -> None:
    def asked(count: int) -> int:
        while Hook.objects.count() < count:
            keep_hook(shop.organiser, new_identifier(), HookText("https://example.org/", ["order.paid"], shop.event.id))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(HOOKS).status_code == 200
        return len(queries)

    browser.get(HOOKS)
    assert asked(1) == asked(3)
