"""Where one is signed in: seen by its owner, ended at once, everywhere, by nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation.live import sign_in_topic
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.tests.heard import frames_of
from lyceum.kernel.identity.actions.account import restore_person, suspend_person
from lyceum.kernel.identity.actions.sign_in import end_every_sign_in, end_sign_in
from lyceum.kernel.identity.models import Person, SignIn
from lyceum.kernel.identity.tests.accounts import PASSWORD, is_in, make_account, signed_in, trail_of
from lyceum.kernel.identity.tests.factories import make_person

pytestmark = pytest.mark.django_db


def holds(sign_in_id: UUID) -> bool:
    return SignIn.objects.current().filter(id=sign_in_id).exists()


@pytest.fixture
def person() -> Person:
    return make_account()


def api(browser: Client) -> list[dict[str, Any]]:
    return browser.get("/api/v1/sign-ins").json()  # type: ignore[no-any-return]


@pytest.mark.wish("A13", "A18")
def test_one_sees_one_s_own_sign_ins_this_one_first(person: Person) -> None:
    signed_in(make_account("grace@example.org"))
    phone = signed_in(person, headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Safari/605"})
    desk = signed_in(person, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0"})
    assert [(row["client"], row["is_this"]) for row in api(desk)] == [
        ("Chrome on Windows", True),
        ("Safari on iPhone", False),
    ]
    assert [row["client"] for row in api(phone)] == ["Safari on iPhone", "Chrome on Windows"]
    page = desk.get("/account/sign-ins/").content.decode()
    assert page.index("Chrome on Windows") < page.index("Safari on iPhone")


@pytest.mark.wish("A14")
def test_ending_one_puts_that_browser_out_at_once(person: Person) -> None:
    here, there = signed_in(person), signed_in(person)
    other = next(row for row in api(here) if not row["is_this"])
    answer = here.post(f"/account/sign-ins/{other['id']}/end/")
    assert answer.headers["Location"] == "/account/sign-ins/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.delete(f"/api/v1/sign-ins/{other['id']}").status_code == 404
    assert trail_of(person)[-1] == "identity.sign_in_ended"


@pytest.mark.wish("A14")
def test_sign_ins_are_seen_and_ended_by_graphql(person: Person) -> None:
    here, there = signed_in(person), signed_in(person)

    def ask(query: str) -> Any:
        return here.post("/graphql", {"query": query}, content_type="application/json").json()["data"]

    rows = ask("{ signIns { id kind client isThis } }")["signIns"]
    assert [row["isThis"] for row in rows] == [True, False]
    assert ask(f'mutation {{ endSignIn(id: "{rows[1]["id"]}") }}') == {"endSignIn": True}
    assert (is_in(here), is_in(there)) == (True, False)
    signed_in(person)
    assert ask("mutation { endOtherSignIns }") == {"endOtherSignIns": 1}


@pytest.mark.wish("A14")
def test_ending_all_others_leaves_this_one(person: Person) -> None:
    here, *others = (signed_in(person) for _browser in range(3))
    token = Client().post(
        "/api/v1/tokens", {"email": person.email, "password": PASSWORD}, content_type="application/json"
    )
    here.post("/account/sign-ins/others/end/")
    assert is_in(here)
    assert [is_in(browser) for browser in others] == [False, False]
    app = Client(headers={"authorization": f"Bearer {token.json()['access_token']}"})
    assert app.get("/api/v1/me").status_code == 401
    assert len(api(here)) == 1


def test_ending_this_one_signs_out(person: Person) -> None:
    here = signed_in(person)
    answer = here.post(f"/account/sign-ins/{api(here)[0]['id']}/end/")
    assert (answer.headers["Location"], is_in(here)) == ("/", False)


def test_nobody_ends_another_s_sign_in(person: Person) -> None:
    signed_in(person)
    theirs = SignIn.objects.get()
    stranger = make_person("Stranger")
    with pytest.raises(NotFound):
        end_sign_in(Individual(stranger.id), theirs.id)
    with pytest.raises(NotAllowed):
        end_every_sign_in(Individual(stranger.id), person.id, "ended")
    assert holds(theirs.id)


@pytest.mark.wish("A14")
def test_a_suspended_person_is_out_everywhere_and_may_be_restored(person: Person) -> None:
    browser = signed_in(person)
    kept = SignIn.objects.get()
    operator = Individual(make_person("Operator").id, is_operator=True)
    suspend_person(operator, person.id)
    assert (is_in(browser), holds(kept.id)) == (False, False)
    suspend_person(operator, person.id)  # a repeat changes nothing
    restore_person(operator, person.id)
    assert (is_in(browser), holds(kept.id)) == (False, False)
    assert is_in(signed_in(Person.objects.get(id=person.id)))


@pytest.mark.parametrize("is_operator", [False])
def test_only_an_operator_suspends(person: Person, is_operator: bool) -> None:
    with pytest.raises(NotAllowed):
        suspend_person(Individual(make_person("Nobody").id, is_operator=is_operator), person.id)
    assert Person.objects.get(id=person.id).is_active


def test_an_account_marked_inactive_by_any_other_means_is_out_at_once(person: Person) -> None:
    browser = signed_in(person)
    kept = SignIn.objects.get()
    Person.objects.update(is_active=False)
    assert (is_in(browser), holds(kept.id)) == (False, False)


@pytest.mark.wish("A14")
def test_changing_the_password_ends_every_other_sign_in(person: Person) -> None:
    here, there = signed_in(person), signed_in(person)
    answer = here.post("/account/security/password/", {"oldpassword": PASSWORD, "password1": "another four words"})
    assert answer.headers["Location"] == "/account/security/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert [row["is_this"] for row in api(here)] == [True]


def test_an_unused_session_ends_and_so_does_a_used_one_in_the_end(person: Person) -> None:
    browser = signed_in(person)
    kept = SignIn.objects.get()
    Session.objects.update(expire_date=timezone.now())
    assert not holds(kept.id)
    browser = signed_in(person)
    SignIn.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    session = browser.session
    session["sign_in_seen"] = 0
    session.save()
    assert not is_in(browser)


def test_whoever_signs_out_after_a_pause_is_told_that_it_is_done(person: Person) -> None:
    browser = signed_in(person)
    session = browser.session
    session["sign_in_seen"] = 0
    session.save()
    answer = browser.delete("/api/v1/tokens")
    assert (answer.status_code, answer.cookies[settings.SESSION_COOKIE_NAME].value) == (204, "")
    assert not is_in(browser)


def test_a_session_without_its_record_is_nobody_s(person: Person) -> None:
    browser = signed_in(person)
    SignIn.objects.all().delete()
    session = browser.session
    session["sign_in_seen"] = 0
    session.save()
    assert not is_in(browser)


def test_a_browser_in_use_is_seen_every_few_minutes(person: Person) -> None:
    browser = signed_in(person)
    long_ago = timezone.now() - timedelta(hours=3)
    SignIn.objects.update(seen_at=long_ago)
    is_in(browser)
    assert SignIn.objects.get().seen_at == long_ago
    session = browser.session
    session["sign_in_seen"] = int(long_ago.timestamp())
    session.save()
    assert is_in(browser)
    assert timezone.now() - SignIn.objects.get().seen_at < timedelta(seconds=5)


@pytest.fixture
def bus() -> Iterator[psycopg.Connection]:  # type: ignore[type-arg]
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters, autocommit=True) as listening:
        listening.execute("LISTEN lyceum_live")
        yield listening


@pytest.mark.django_db(transaction=True)
@pytest.mark.wish("A14")
def test_open_sockets_are_told_within_a_second_of_the_commit(bus: Any) -> None:
    person = make_account()
    signed_in(person)
    kept = SignIn.objects.get()
    end_sign_in(Individual(person.id), kept.id)
    told = frames_of(bus.notifies(timeout=1, stop_after=1))
    assert told == [{"topic": sign_in_topic(str(kept.id)), "kind": "revoked"}]
