"""One's own data through each door."""

import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.privacy.models import Erasure, Export


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.STUDENT])


def confirmed(browser: Client) -> Client:
    """Whoever sits there has just given their password."""
    session = browser.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return browser


def email(world: World) -> str:
    return str(world.members[Role.STUDENT].person.email)


def test_the_page_offers_a_copy_and_shows_it_when_it_is_made(browser: Client, run_jobs: Callable[[], int]) -> None:
    assert "You have not asked for one yet" in browser.get("/account/privacy/").content.decode()
    assert browser.post("/account/privacy/export/").status_code == 302
    assert "Being made" in browser.get("/account/privacy/export/").content.decode()
    run_jobs()
    export = Export.objects.get()
    assert f"/files/{export.file_id}/original" in browser.get("/account/privacy/").content.decode()


def test_deleting_asks_first_who_one_is_and_then_for_the_address(world: World, browser: Client) -> None:
    person = world.members[Role.STUDENT].person
    person.set_password("a long password of theirs")
    person.save()
    browser.force_login(person)
    asked = browser.get("/account/privacy/erasure/")
    assert (asked.status_code, asked["Location"].startswith("/account/confirm/password/")) == (302, True)
    assert browser.post("/account/privacy/erasure/", {"confirm": email(world)}).status_code == 302
    assert Erasure.objects.count() == 0
    confirmed(browser)
    assert "What becomes of what is yours" in browser.get("/account/privacy/erasure/").content.decode()
    assert browser.post("/account/privacy/erasure/", {"confirm": "someone@else.org"}).status_code == 422
    assert Erasure.objects.count() == 0
    assert browser.post("/account/privacy/erasure/", {"confirm": email(world).upper()}).status_code == 302
    assert "Keep my account" in browser.get("/account/privacy/").content.decode()
    assert browser.post("/account/privacy/erasure/cancellation/").status_code == 302
    assert Erasure.objects.waiting().count() == 0


def test_an_only_owner_reads_what_stands_in_the_way(world: World) -> None:
    browser = confirmed(world.browser(world.members[Role.OWNER]))
    page = browser.get("/account/privacy/erasure/").content.decode()
    assert ("You are the only owner of Lycée Ampère" in page, 'name="confirm"' in page) == (True, False)
    answer = browser.post("/account/privacy/erasure/", {"confirm": world.members[Role.OWNER].person.email})
    assert (answer.status_code, Erasure.objects.count()) == (422, 0)


@pytest.mark.wish("Q8")
def test_rest(world: World, browser: Client, run_jobs: Callable[[], int]) -> None:
    assert browser.get("/api/v1/me/export").status_code == 404
    made = browser.post("/api/v1/me/export", content_type="application/json")
    assert (made.status_code, made.json()["state"], made.json()["link"]) == (202, "requested", "")
    run_jobs()
    assert browser.get(browser.get("/api/v1/me/export").json()["link"]).status_code == 200
    wrong = browser.delete("/api/v1/me", {"confirm": "no"}, content_type="application/json")
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["confirm"])
    assert browser.get("/api/v1/me/erasure").status_code == 404
    deleted = browser.delete("/api/v1/me", {"confirm": email(world)}, content_type="application/json")
    assert (deleted.status_code, deleted.json()["due_at"] > timezone.now().isoformat()) == (202, True)
    assert browser.get("/api/v1/me/erasure").json()["id"] == deleted.json()["id"]
    assert browser.delete("/api/v1/me/erasure").status_code == 204
    assert browser.delete("/api/v1/me/erasure").status_code == 404
    assert Client().delete("/api/v1/me", {"confirm": "x"}, content_type="application/json").status_code == 401


def test_graphql(world: World, browser: Client) -> None:
    def ask(query: str, **variables: str) -> dict[str, object]:
        sent = {"query": query, "variables": variables}
        answer: dict[str, object] = browser.post("/graphql", sent, content_type="application/json").json()
        return answer

    assert ask("mutation { requestExport }")["data"] == {"requestExport": str(Export.objects.get().id)}
    wish = "mutation ($c: String!) { requestErasure(confirm: $c) }"
    assert ask(wish, c="no")["errors"][0]["extensions"]["code"] == "invalid"  # type: ignore[index]
    assert ask(wish, c=email(world)).get("errors") is None
    assert ask("mutation { cancelErasure }")["data"] == {"cancelErasure": True}
    assert Erasure.objects.waiting().count() == 0


@pytest.mark.wish("Q9")
@pytest.mark.wish("Q10")
def test_anybody_reads_what_is_kept_and_why(db: None) -> None:
    page = Client().get("/privacy/").content.decode()
    assert "Files and pictures you uploaded." in page
    assert "The audit trail cannot be changed." in page
