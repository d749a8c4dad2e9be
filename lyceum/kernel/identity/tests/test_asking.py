"""Who asks is one statement, for pages and calls; whoever may no longer is nobody from the next request on."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership, Organisation, Person, SignIn
from lyceum.kernel.identity.queries.asking import Asked, who_asks
from lyceum.kernel.identity.tests.factories import World, make_group

pytestmark = pytest.mark.django_db
# Each with who asks, and with what leaves the scope again. (Today is as long as the rooms make it.)
_STATEMENTS = {
    "/ampere/notices/": 6,
    "/ampere/members/": 6,
    "/ampere/groups/": 3,
    "/ampere/notifications/": 4,
    "/ampere/notifications/bell/": 3,
    "/ampere/search/?q=re": 4,
    "/ampere/api/v1/me": 4,
    "/ampere/api/v1/notices": 5,
}


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.TEACHER])


def key_of(browser: Client) -> str:
    return browser.session.session_key or ""


def sign_in_of(browser: Client) -> SignIn:
    found: SignIn = SignIn.objects.get(session_key=key_of(browser))
    return found


@pytest.mark.parametrize(("path", "count"), _STATEMENTS.items())
def test_a_page_asks_for_its_caller_once_and_for_little_else(browser: Client, path: str, count: int) -> None:
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    assert len(asked) == count
    assert ["told" in query["sql"] for query in asked][:2] == [True, False]
    assert not [query for query in asked if 'FROM "django_session"' in query["sql"]]


def test_it_says_who_and_in_which_place_and_enters_their_scope(world: World, browser: Client) -> None:
    group = make_group(world.ampere, "6e C", [world.members[Role.TEACHER]])
    scope.leave()
    asked = who_asks("ampere", key_of(browser))
    member = world.members[Role.TEACHER]
    assert (asked.organisation, asked.person) == (world.ampere, member.person)
    assert asked.place is not None
    assert (asked.place.id, asked.place.roles, asked.place.group_ids) == (
        member.id,
        ("teacher",),
        frozenset({group.id}),
    )
    assert asked.sign_in_id == sign_in_of(browser).id
    assert scope.current() == (world.ampere.id, member.person_id)
    assert Membership.objects.filter(organisation=world.ampere).count() == len(Role)


def test_somebody_of_another_organisation_has_no_place(world: World, browser: Client) -> None:
    asked = who_asks("nordic", key_of(browser))
    assert (asked.organisation, asked.person, asked.place) == (world.nordic, world.members[Role.TEACHER].person, None)


@pytest.mark.parametrize(
    "change", [{"suspended_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_a_membership_that_is_not_active_is_no_place(world: World, browser: Client, change: dict[str, Any]) -> None:
    with scope.entered(world.ampere.id):
        Membership.objects.filter(id=world.members[Role.TEACHER].id).update(**change)
    assert who_asks("ampere", key_of(browser)).place is None


@pytest.mark.parametrize("field", ["suspended_at", "closed_at"])
def test_nobody_has_a_place_where_it_is_shut(world: World, browser: Client, field: str) -> None:
    Organisation.objects.filter(id=world.ampere.id).update(**{field: timezone.now()})
    assert who_asks("ampere", key_of(browser)).place is None


def _session_expired(key: str) -> None:
    Session.objects.filter(session_key=key).update(expire_date=timezone.now())


def _session_deleted(key: str) -> None:
    Session.objects.filter(session_key=key).delete()


def _sign_in_ended(key: str) -> None:
    SignIn.objects.filter(session_key=key).update(ended_at=timezone.now())


def _sign_in_too_old(key: str) -> None:
    SignIn.objects.filter(session_key=key).update(expires_at=timezone.now())


def _person_suspended(key: str) -> None:
    Person.objects.filter(sign_ins__session_key=key).update(is_active=False)


_CUTS = [_session_expired, _session_deleted, _sign_in_ended, _sign_in_too_old, _person_suspended]


@pytest.mark.parametrize("cut", _CUTS)
@pytest.mark.parametrize("by_token", [False, True])
def test_whoever_may_no_longer_is_nobody_at_once(world: World, browser: Client, cut: Any, by_token: bool) -> None:
    key, sign_in = key_of(browser), sign_in_of(browser)
    by = {"token": (sign_in.id, sign_in.person_id)} if by_token else {"session_key": key}
    assert who_asks("ampere", **by).person == sign_in.person  # type: ignore[arg-type]
    cut(key)
    asked = who_asks("ampere", **by)  # type: ignore[arg-type]
    assert (asked.person, asked.place) == (None, None)
    assert scope.current() == (world.ampere.id, None)


@pytest.mark.parametrize("cut", [_session_expired, _session_deleted, _person_suspended])
def test_their_next_page_is_the_sign_in_page(browser: Client, cut: Any) -> None:
    assert browser.get("/ampere/today/").status_code == 200
    cut(key_of(browser))
    answer = browser.get("/ampere/today/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/ampere/account/login/")


def test_a_session_of_a_former_password_is_not_believed(world: World, browser: Client) -> None:
    person = world.members[Role.TEACHER].person
    person.set_password("quite another pass phrase")
    person.save()
    assert browser.get("/ampere/today/").status_code == 302


def test_a_token_of_somebody_else_finds_nobody(world: World, browser: Client) -> None:
    stranger = world.members[Role.STUDENT].person_id
    assert who_asks("ampere", token=(sign_in_of(browser).id, stranger)).person is None


def test_where_there_is_nothing_to_ask_the_database_is_left_alone(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert who_asks("") == Asked()
