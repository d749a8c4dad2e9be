"""Whoever runs the installation suspends an account and lets it back in, through each door."""

from collections.abc import Callable

import pytest
from django.test import Client

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.factories import World, make_person


@pytest.fixture
def browser(db: None) -> Client:
    client = Client()
    client.force_login(make_person("Olga", "olga@example.org", is_operator=True))
    return client


def by_page(browser: Client, person: Person) -> None:
    page = browser.get("/operations/people/", {"email": person.email}).content.decode()
    address = f"/operations/people/{person.id}/suspension/"
    assert address in page
    assert browser.post(address).status_code == 302


def by_rest(browser: Client, person: Person) -> None:
    found = browser.get("/api/v1/operations/people", {"email": person.email.upper()}).json()
    address = f"/api/v1/operations/people/{found['id']}/suspension"
    answer = browser.post(address) if found["state"] == "active" else browser.delete(address)
    assert answer.json()["state"] == {"active": "suspended", "suspended": "active"}[found["state"]]


@pytest.mark.parametrize("door", [by_page, by_rest])
def test_an_account_is_suspended_and_let_back_in(
    world: World, browser: Client, door: Callable[[Client, Person], None]
) -> None:
    person, states = world.members[Role.STUDENT].person, []
    for _ in range(2):
        door(browser, person)
        person.refresh_from_db()
        states.append(person.is_active)
    assert states == [False, True]


def test_nobody_but_an_operator_finds_people(world: World, browser: Client) -> None:
    owner = world.browser(world.members[Role.OWNER])
    assert owner.get("/ampere/operations/people/?email=a@example.org").status_code == 403
    assert owner.get("/ampere/api/v1/operations/people?email=a@example.org").status_code == 403
    assert "No account has this address." in browser.get("/operations/people/?email=a@example.org").content.decode()
    assert browser.get("/api/v1/operations/people?email=a@example.org").status_code == 404
    assert browser.delete(f"/api/v1/operations/people/{world.ampere.id}/suspension").status_code == 404


def test_an_operator_does_not_suspend_themselves(browser: Client) -> None:
    olga = Person.objects.get(email="olga@example.org")
    assert browser.post(f"/operations/people/{olga.id}/suspension/").status_code == 302
    assert browser.post(f"/api/v1/operations/people/{olga.id}/suspension").status_code == 409
    assert Person.objects.get(id=olga.id).is_active
