from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from lyceum.kernel.foundation.models import KeptAnswer, Receipt
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

pytestmark = [pytest.mark.urls("lyceum.kernel.foundation.tests.lamps"), pytest.mark.wish("O3", "O4")]


def light(browser: Client, name: str = "desk", key: str = "one") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return browser.post("/api/lamps", {"name": name}, content_type="application/json", headers=headers)


def test_a_repeat_gets_the_first_answer_and_does_nothing(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    first, again = light(browser), light(browser)
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert (first.headers.get("Idempotent-Replay"), again.headers["Idempotent-Replay"]) == (None, "true")
    assert Receipt.objects.count() == 1


def test_without_a_key_each_is_done(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert light(browser, key="").json() != light(browser, key="").json()
    assert Receipt.objects.count() == 2


def test_a_key_belongs_to_one_person(world: World) -> None:
    light(world.browser(world.members[Role.STUDENT]))
    light(world.browser(world.members[Role.TEACHER]))
    assert Receipt.objects.count() == 2


def test_refuses_a_key_used_for_something_else(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    light(browser)
    answer = light(browser, name="ceiling")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(("name", "status"), [("broken", 409), ("hot", 429)])
def test_what_was_refused_left_nothing_and_may_be_tried_again(world: World, name: str, status: int) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert [light(browser, name).status_code for _ in range(2)] == [status, status]
    assert (Receipt.objects.count(), KeptAnswer.objects.count()) == (0, 0)
    assert light(browser, "desk").status_code == 201


def test_refuses_an_endless_key(world: World) -> None:
    answer = light(world.browser(world.members[Role.STUDENT]), key="k" * 256)
    assert (answer.status_code, Receipt.objects.count()) == (422, 0)


def test_a_visitor_is_refused_whatever_the_key(world: World) -> None:
    assert (light(Client()).status_code, KeptAnswer.objects.count()) == (401, 0)


def test_kept_answers_are_sealed(world: World) -> None:
    light(world.browser(world.members[Role.STUDENT]), name="secret lamp")
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM foundation_keptanswer")
        (body,) = cursor.fetchone()
    assert "secret" not in body


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_done_once() -> None:
    world = World()
    browsers = [world.browser(world.members[Role.STUDENT]) for _ in range(2)]

    def race(browser: Client) -> Any:
        try:
            return light(browser).json()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(race, browsers)
    assert first == second
    assert Receipt.objects.count() == 1
