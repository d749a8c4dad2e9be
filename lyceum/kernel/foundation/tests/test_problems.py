import pytest
from django.test import Client

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

pytestmark = [pytest.mark.urls("lyceum.kernel.foundation.tests.lamps"), pytest.mark.wish("R5", "R6")]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/nothing", 404, "not_found"),
        ("get", "/ampere/api/nothing/here", 404, "not_found"),
        ("delete", "/api/lamps", 405, "method_not_allowed"),
        ("get", "/api/broken", 500, "internal"),
    ],
)
def test_the_api_says_what_is_wrong_in_json(world: World, method: str, path: str, status: int, code: str) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(world.members[Role.STUDENT].person)
    answer = getattr(browser, method)(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code
    assert answer.json()["request_id"] == answer["X-Request-ID"]
    assert "Zero" not in answer.content.decode()


def test_what_the_address_answers_to_is_still_said(world: World) -> None:
    assert world.browser(world.members[Role.STUDENT]).delete("/api/lamps")["Allow"] == "POST"


def test_what_the_database_cannot_hold_is_the_senders_mistake(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    answer = browser.post("/api/lamps", {"name": "a\0b"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert browser.get("/ampere/odd", headers={"HX-Request": "true"}).status_code == 422
