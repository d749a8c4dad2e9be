"""Each policy at a page: who is let in, and what the others are told."""

from typing import Any

import pytest
from django.test import Client

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.contribution import Contributions, Permission
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role
from lyceum.kernel.identity.tests.factories import World

pytestmark = [pytest.mark.urls("lyceum.kernel.foundation.tests.lamps"), pytest.mark.wish("A23", "A24", "A25", "A27")]


@pytest.fixture(autouse=True)
def _lamps(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Contributions(permissions=[Permission("lamps.light", "Light lamps", GOVERNORS)])
    monkeypatch.setattr(registry, "rooms", lambda: {"lamps": room})
    monkeypatch.setattr(registry, "permissions_of", registry.permissions_of.__wrapped__)


def status(browser: Client, path: str) -> int:
    return browser.get(path, headers={"HX-Request": "true"}).status_code


@pytest.mark.parametrize(
    ("door", "visitor", "stranger", "student", "owner"),
    [
        ("public", 200, 200, 200, 200),
        ("signed-in", 401, 200, 200, 200),
        ("member", 401, 403, 200, 200),
        ("may", 401, 403, 403, 200),
        ("operator", 401, 403, 403, 403),
    ],
)
def test_a_policy_lets_in_whom_it_names(
    world: World, door: str, visitor: int, stranger: int, student: int, owner: int
) -> None:
    members = [world.foreigners[Role.OWNER], world.members[Role.STUDENT], world.members[Role.OWNER]]
    browsers = [Client(), *map(world.browser, members)]
    assert [status(browser, f"/ampere/{door}") for browser in browsers] == [visitor, stranger, student, owner]


def test_an_operator_is_let_in_and_is_a_member_of_nothing(world: World) -> None:
    world.foreigners[Role.COACH].person.is_operator = True
    world.foreigners[Role.COACH].person.save()
    browser = world.browser(world.foreigners[Role.COACH])
    assert [status(browser, path) for path in ("/operator", "/ampere/member", "/ampere/may")] == [200, 403, 403]


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(world: World, settings: Any) -> None:
    settings.LOGIN_URL = "/sign-in"
    answer = Client().get("/ampere/member?tab=2")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=/ampere/member%3Ftab%3D2")


def test_a_door_opens_to_its_methods_only(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert [getattr(browser, m)("/ampere/member").status_code for m in ("post", "head", "put", "delete")] == [
        *(200, 200, 405, 405)
    ]


def test_a_request_keeps_its_id_or_gets_one(world: World) -> None:
    assert Client().get("/public", headers={"X-Request-ID": "abc-12345"})["X-Request-ID"] == "abc-12345"
    made = {Client().get("/public", headers={"X-Request-ID": "bad id\t"})["X-Request-ID"] for _ in range(2)}
    assert len(made) == 2
    assert {len(request_id) for request_id in made} == {32}


def test_a_refusal_of_the_api_is_a_problem_that_names_its_request(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    answer = browser.post("/api/lamps", {"name": "hot"}, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (429, "application/problem+json", "7")
    assert answer.json() == {
        "type": "about:blank",
        "title": "too many",
        "status": 429,
        "code": "too_many",
        "detail": "Wait.",
        "fields": {},
        "request_id": answer["X-Request-ID"],
    }


def test_refuses_a_write_that_another_site_sent(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.members[Role.STUDENT].person)
    answer = browser.post("/api/lamps", {"name": "desk"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "forgery")


def test_every_answer_carries_the_headers_that_protect(world: World) -> None:
    answer = world.browser(world.members[Role.STUDENT]).get("/ampere/member")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
