"""By password, by code, with a second step; who fails learns nothing, and not too often."""

from typing import Any

import bcrypt
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.models import Person, SignIn
from lyceum.kernel.identity.tests.accounts import (
    PASSWORD,
    TOTP_SECRET,
    code_of_app,
    hashes_counted,
    is_in,
    make_account,
    recovery_codes_of,
    signed_in,
    trail_of,
    with_app,
)
from lyceum.kernel.identity.tests.post import code_sent_to, letters_to

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def attempt(browser: Client, password: str = "not the right one", login: str = "ada@example.org") -> str:
    answer = browser.post("/account/login/", {"login": login, "password": password})
    return str(answer.context["form"].non_field_errors()[0]) if answer.status_code == 200 else ""


@pytest.mark.wish("A1", "A2", "A18", "A34")
def test_signing_in_by_password_is_kept_with_its_network_and_program() -> None:
    person = make_account()
    browser = signed_in(person, headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.77")
    assert is_in(browser)
    kept = SignIn.objects.get()
    assert (kept.kind, kept.method, kept.network, kept.client) == (
        "browser",
        "password",
        "203.0.113.0/24",
        "Firefox on Linux",
    )
    assert trail_of(person) == ["identity.signed_in"]


@pytest.mark.wish("A16", "A31")
def test_a_failure_says_and_takes_the_same_whoever_it_is_for() -> None:
    make_account()
    make_account("new@example.org", verified=False)
    Person.objects.create(email="keyless@example.org", name="No Password", password="!")
    told = {}
    for address in ("ada@example.org", "new@example.org", "keyless@example.org", "nobody@example.org"):
        with hashes_counted() as hashes:
            said = attempt(Client(), login=address)
        told[address] = (said, len(hashes))
    assert set(told.values()) == {("The e-mail address or the password is not right.", 1)}


@pytest.mark.wish("A15", "A16", "Q12")
def test_five_failures_close_the_account_for_a_while_and_one_address_has_ten() -> None:
    make_account()
    make_account("grace@example.org")
    said = [attempt(Client(REMOTE_ADDR=f"198.51.100.{number}")) for number in range(6)]
    assert [told[:8] for told in said[4:]] == ["The e-ma", "Too many"]
    assert attempt(Client(REMOTE_ADDR="198.51.100.99"), PASSWORD).startswith("Too many")
    assert attempt(Client(REMOTE_ADDR="198.51.100.99"), PASSWORD, "grace@example.org") == ""
    from_one = [attempt(Client(REMOTE_ADDR="192.0.2.9"), login=f"{number}@example.org") for number in range(11)]
    assert [told.startswith("Too many") for told in from_one] == [False] * 10 + [True]


def test_a_forged_address_in_front_of_the_proxies_does_not_lift_the_limit() -> None:
    for number in range(11):
        said = attempt(Client(headers={"x-forwarded-for": f"10.0.0.{number}"}), login=f"{number}@example.org")
    assert said.startswith("Too many")


@pytest.mark.parametrize(
    ("proxies", "said", "network"),
    [
        (0, "203.0.113.9", "192.0.2.0/24"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.0/24"),
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.1", "203.0.113.0/24"),
        (2, "203.0.113.9", "192.0.2.0/24"),
        (1, "nonsense", ""),
        (1, "2001:db8:1:2::3", "2001:db8:1::/48"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, said: str, network: str, settings: Any) -> None:
    settings.TRUSTED_PROXIES = proxies
    signed_in(make_account(), headers={"x-forwarded-for": said}, REMOTE_ADDR="192.0.2.7")
    assert SignIn.objects.get().network == network


def test_failures_are_in_the_trail_without_whom_they_aimed_at() -> None:
    attempt(Client())
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    kept = Announcement.objects.get()
    assert (kept.kind, kept.person_id, kept.payload) == ("identity.sign_in_refused", None, {"reason": "password"})


@pytest.mark.wish("A17")
@pytest.mark.parametrize("prefix", ["bcrypt$", "bcrypt$$"])
def test_an_imported_bcrypt_password_works_and_is_made_anew(prefix: str) -> None:
    person = make_account()
    raw = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    Person.objects.filter(id=person.id).update(password=f"bcrypt${raw}")
    assert is_in(signed_in(person))
    person.refresh_from_db()
    assert person.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_in(signed_in(person))


@pytest.mark.wish("A1")
def test_signing_in_by_a_mailed_code() -> None:
    person = make_account(language="fr")
    browser = Client()
    browser.post("/account/login/code/", {"email": "Ada@example.org"})
    code = code_sent_to("ada@example.org")
    answer = browser.post("/account/login/code/confirm/", {"action": "verify", "code": code.lower()})
    assert (answer.status_code, is_in(browser)) == (302, True)
    assert SignIn.objects.get().method == "code"
    again = Client()
    again.post("/account/login/code/confirm/", {"action": "verify", "code": code})
    assert not is_in(again)
    assert trail_of(person)[-1] == "identity.signed_in"


@pytest.mark.wish("A16")
def test_asking_for_a_code_or_a_new_password_tells_nobody_whether_there_is_an_account() -> None:
    make_account()
    for address, page in ((a, p) for a in ("/account/login/code/", "/account/password/reset/") for p in (0, 1)):
        cache.clear()
        answers = []
        for email in ("ada@example.org", "nobody@example.org"):
            before = len(letters_to(email))
            with hashes_counted() as hashes:
                answer = Client().post(address, {"email": email})
            answers.append((answer.status_code, answer.headers["Location"], hashes, len(letters_to(email)) - before))
        assert answers[0] == answers[1], page
        assert answers[0][3] == 1


@pytest.mark.wish("A31")
def test_the_second_step_is_asked_for_and_a_code_of_the_app_is_good_once() -> None:
    person = make_account()
    with_app(person)
    browser = Client()
    answer = browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/login/second-step/"
    assert not is_in(browser)
    code = code_of_app()
    browser.post("/account/login/second-step/", {"code": "000000"})
    assert not is_in(browser)
    browser.post("/account/login/second-step/", {"code": code})
    assert is_in(browser)
    second = Client()
    second.post("/account/login/", {"login": person.email, "password": PASSWORD})
    second.post("/account/login/second-step/", {"code": code})
    assert not is_in(second)


def test_a_recovery_code_stands_in_once() -> None:
    person = make_account()
    with_app(person)
    code = recovery_codes_of(person)[0]
    outcomes = []
    for _turn in range(2):
        browser = Client()
        browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
        browser.post("/account/login/second-step/", {"code": code})
        outcomes.append(is_in(browser))
    assert outcomes == [True, False]
    assert len(recovery_codes_of(person)) == 9


def test_the_seed_of_the_app_is_sealed_in_the_database() -> None:
    person = make_account()
    kept = with_app(person)
    assert TOTP_SECRET not in str(kept.data)
    assert all("s1:" in str(row.data) for row in Authenticator.objects.filter(user=person))


@pytest.mark.wish("A14")
def test_a_suspended_person_cannot_come_in() -> None:
    person = make_account(is_active=False)
    browser = Client()
    answer = browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/inactive/"
    assert not is_in(browser)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "http://localhost:9999/",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
def test_what_comes_next_is_never_elsewhere(elsewhere: str) -> None:
    make_account()
    answer = Client().post("/account/login/", {"login": "ada@example.org", "password": PASSWORD, "next": elsewhere})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_what_comes_next_may_be_a_page_of_ours() -> None:
    make_account()
    answer = Client().post("/account/login/", {"login": "ada@example.org", "password": PASSWORD, "next": "/account/"})
    assert answer.headers["Location"] == "/account/"


def test_a_new_session_is_made_by_signing_in() -> None:
    """Whoever planted a session before has nothing of it."""
    person = make_account()
    browser = Client()
    browser.get("/account/login/code/")
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    before = session.session_key
    browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert is_in(browser)
    assert browser.session.session_key != before


def test_a_reset_password_ends_every_sign_in() -> None:
    person = make_account()
    before = signed_in(person)
    browser = Client()
    browser.post("/account/password/reset/", {"email": person.email})
    browser.post("/account/password/reset/code/", {"code": code_sent_to(person.email)})
    answer = browser.post("/account/password/reset/new/", {"password1": "another four words"})
    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert not is_in(before)
    assert not SignIn.objects.current().exists()
    assert is_in(signed_in(person, "another four words"))
    assert attempt(Client()) != ""
    assert "identity.password_changed" in trail_of(person)


@pytest.mark.wish("A15")
def test_signing_in_is_refused_to_a_page_of_another_site() -> None:
    make_account()
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert (answer.status_code, is_in(browser)) == (403, False)


def test_signing_out_ends_the_sign_in() -> None:
    person = make_account()
    browser = signed_in(person)
    cookies = browser.cookies.copy()
    browser.post("/account/logout/")
    thief = Client()
    thief.cookies = cookies
    assert (is_in(browser), is_in(thief)) == (False, False)
    assert not SignIn.objects.current().exists()
    assert trail_of(person)[-1] == "identity.sign_in_ended"
