"""Signing in with a real OpenID Connect server, and what an attacker between it and us cannot do."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.test import Client

from lyceum.kernel.identity.models import Person, SignIn
from lyceum.kernel.identity.tests.accounts import PASSWORD, is_in, make_account, signed_in, trail_of
from lyceum.kernel.identity.tests.oidc_browser import (
    CALLBACK,
    asked,
    come_back,
    configured,
    real_server,
    start,
    there_and_back,
)
from lyceum.kernel.identity.tests.post import code_sent_to

pytestmark = pytest.mark.django_db
INES = {"sub": "ines-7", "email": "ines@school.example", "email_verified": True, "name": "Inès Lopez"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with real_server() as address:
        yield address


@pytest.fixture(autouse=True)
def _configured(server: str, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = configured(server)


def refused(answer: Any, browser: Client) -> bool:
    """Nobody is signed in, and nobody was made."""
    return answer.status_code == 401 and not is_in(browser) and not SocialAccount.objects.exists()


@pytest.mark.wish("A6", "A7", "A8", "A9", "A31")
def test_a_newcomer_comes_in_with_another_account() -> None:
    browser = Client()
    page = browser.get("/account/login/?next=/account/security/").content.decode()
    assert "Continue with The School" in page
    address = start(browser, next="/account/security/")
    question = asked(address)
    assert (question["code_challenge_method"], question["response_type"]) == ("S256", "code")
    assert len(question["nonce"]) >= 40
    assert question["state"]
    assert question["redirect_uri"] == django_settings.SITE_URL + CALLBACK
    answer = come_back(browser, there_and_back(address, INES))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/security/")
    person = Person.objects.get()
    assert (person.email, person.name, person.has_usable_password()) == ("ines@school.example", "Inès Lopez", False)
    assert EmailAddress.objects.get().verified
    assert is_in(browser)
    assert SignIn.objects.get().method == "school"
    assert trail_of(person) == ["identity.person_joined", "identity.person_verified", "identity.signed_in"]


@pytest.mark.wish("A8")
def test_the_same_account_there_is_the_same_person_here() -> None:
    for _turn in range(2):
        browser = Client()
        come_back(browser, there_and_back(start(browser), INES))
        assert is_in(browser)
    assert (Person.objects.count(), SocialAccount.objects.count(), SignIn.objects.count()) == (1, 1, 2)
    renamed = {**INES, "email": "other@school.example"}
    browser = Client()
    come_back(browser, there_and_back(start(browser), renamed))
    assert Person.objects.get().email == "ines@school.example"


def test_what_is_kept_of_the_account_there_is_little() -> None:
    browser = Client()
    come_back(browser, there_and_back(start(browser), {**INES, "phone_number": "+33612345678"}))
    assert SocialAccount.objects.get().extra_data == {
        "id_token": {"sub": "ines-7", "email": "ines@school.example", "name": "Inès Lopez"}
    }


def test_inside_an_organisation_the_way_back_is_the_registered_one(world: Any) -> None:
    browser = Client()
    answer = browser.post("/ampere/account/oidc/school/login/")
    question = asked(answer.headers["Location"])
    assert question["redirect_uri"] == django_settings.SITE_URL + CALLBACK


def test_an_account_is_linked_and_unlinked_by_its_owner() -> None:
    person = make_account("ada@example.org")
    browser = signed_in(person)
    answer = come_back(browser, there_and_back(start(browser, process="connect"), INES))
    assert answer.headers["Location"] == "/account/security/linked/"
    assert SocialAccount.objects.get().user == person
    assert "identity.outside_account_changed" in trail_of(person)
    other = Client()
    come_back(other, there_and_back(start(other), INES))
    assert (is_in(other), Person.objects.count()) == (True, 1)
    browser.post("/account/security/linked/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_linking_needs_a_signed_in_person() -> None:
    browser = Client()
    come_back(browser, there_and_back(start(browser, process="connect"), INES))
    assert not is_in(browser)
    assert not Person.objects.exists()


def test_the_only_way_in_is_not_unlinked() -> None:
    browser = Client()
    come_back(browser, there_and_back(start(browser), INES))
    browser.post("/account/security/linked/", {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.exists()


@pytest.mark.wish("A6")
@pytest.mark.parametrize("told", [False, "false", "true-ish", 0, None], ids=str)
def test_an_unproved_address_takes_over_no_account(told: Any) -> None:
    """Attack: an account there, made with the victim's address, which that server never checked."""
    victim = make_account("ines@school.example")
    browser = Client()
    person = {"sub": "intruder", "email": victim.email, "name": "Intruder", "email_verified": told}
    answer = come_back(browser, there_and_back(start(browser), person))
    assert (answer.headers["Location"], is_in(browser)) == ("/account/address/confirm/", False)
    assert (Person.objects.get(), SocialAccount.objects.exists()) == (victim, False)


def test_a_proved_address_links_nothing_either_but_its_owner_is_told() -> None:
    victim = make_account("ines@school.example")
    browser = Client()
    answer = come_back(browser, there_and_back(start(browser), INES))
    assert (answer.headers["Location"], is_in(browser)) == ("/account/login/", False)
    assert "You have an account with this address already" in browser.get("/account/login/").content.decode()
    assert (Person.objects.get(), SocialAccount.objects.exists()) == (victim, False)


def test_an_unproved_address_of_a_newcomer_is_proved_to_us() -> None:
    browser = Client()
    answer = come_back(browser, there_and_back(start(browser), {**INES, "email_verified": False}))
    assert (answer.headers["Location"], is_in(browser)) == ("/account/address/confirm/", False)
    browser.post("/account/address/confirm/", {"action": "verify", "code": code_sent_to(INES["email"])})
    assert is_in(browser)


def test_whoever_comes_without_a_name_is_asked_for_it() -> None:
    browser = Client()
    answer = come_back(browser, there_and_back(start(browser), {"sub": "x", "email": "x@school.example"}))
    assert answer.headers["Location"] == "/account/outside/signup/"
    browser.post("/account/outside/signup/", {"name": "Xavier", "email": "x@school.example"})
    browser.post("/account/address/confirm/", {"action": "verify", "code": code_sent_to("x@school.example")})
    assert (is_in(browser), Person.objects.get().name) == (True, "Xavier")


@pytest.mark.wish("A6")
@pytest.mark.parametrize("change", ["wrong", "missing"])
def test_attack_a_wrong_or_missing_state(change: str) -> None:
    browser = Client()
    path = there_and_back(start(browser), INES)
    state = asked(path)["state"]
    forged = path.replace(state, "forged") if change == "wrong" else path.replace(f"state={state}", "")
    assert refused(come_back(browser, forged), browser)


def test_attack_a_state_used_again() -> None:
    browser = Client()
    path = there_and_back(start(browser), INES)
    come_back(browser, path)
    browser.post("/account/logout/")
    again = come_back(browser, path)
    assert (again.status_code, is_in(browser)) == (401, False)


@pytest.mark.wish("A7")
def test_attack_a_code_used_again() -> None:
    """The thief has a state of their own; the server says that the code was used."""
    browser = Client()
    path = there_and_back(start(browser), INES)
    come_back(browser, path)
    thief = Client()
    own_state = asked(start(thief))["state"]
    answer = come_back(thief, path.replace(asked(path)["state"], own_state))
    assert (answer.status_code, is_in(thief)) == (401, False)


@pytest.mark.wish("A7")
def test_attack_an_intercepted_code() -> None:
    """Attack: the code is caught before its owner uses it; without the verifier (PKCE) it is worth nothing."""
    victim, thief = Client(), Client()
    path = there_and_back(start(victim), INES)
    own_state = asked(start(thief))["state"]
    assert refused(come_back(thief, path.replace(asked(path)["state"], own_state)), thief)


def test_attack_a_sign_in_begun_by_somebody_else() -> None:
    """Login forgery: the victim's browser is sent to the way back of the attacker's own sign-in."""
    attacker, victim = Client(), Client()
    path = there_and_back(start(attacker), {**INES, "sub": "attacker"})
    assert refused(come_back(victim, path), victim)


def test_attack_a_code_of_another_client(server: str, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = configured(server, client_id="another")
    elsewhere = Client()
    path = there_and_back(start(elsewhere), INES)
    settings.SOCIALACCOUNT_PROVIDERS = configured(server)
    browser = Client()
    own_state = asked(start(browser))["state"]
    assert refused(come_back(browser, path.replace(asked(path)["state"], own_state)), browser)


def test_attack_the_answer_of_another_server() -> None:
    """Mix-up: the answer says (RFC 9207) that another server gave it, or does not say although ours promises to."""
    for change in ("iss=https%3A%2F%2Fevil.example", ""):
        browser = Client()
        path = there_and_back(start(browser), INES)
        issuer = next(part for part in path.split("&") if part.startswith("iss="))
        assert refused(come_back(browser, path.replace(issuer, change)), browser)


def test_attack_what_comes_next_is_elsewhere() -> None:
    browser = Client()
    answer = come_back(browser, there_and_back(start(browser, next="https://evil.example/"), INES))
    assert (answer.headers["Location"], is_in(browser)) == ("/", True)


def test_attack_what_to_ask_for_is_suggested_by_the_address() -> None:
    question = asked(start(Client(), query="?auth_params=nonce%3Dknown%26prompt%3Dnone&scope=admin"))
    assert question["nonce"] != "known"
    assert "prompt" not in question
    assert set(question["scope"].split()) == {"openid", "profile", "email"}


def test_attack_a_sign_in_is_not_begun_by_a_mere_link() -> None:
    answer = Client().get("/account/oidc/school/login/")
    assert (answer.status_code, "Location" in answer.headers) == (200, False)


def test_a_person_who_says_no_there_is_told_kindly(server: str) -> None:
    browser = Client()
    state = asked(start(browser))["state"]
    answer = come_back(browser, f"{CALLBACK}?error=access_denied&state={state}&iss={server}")
    assert answer.headers["Location"] == "/account/outside/cancelled/"


@pytest.mark.wish("A14")
def test_a_suspended_person_cannot_come_in_from_there() -> None:
    browser = Client()
    come_back(browser, there_and_back(start(browser), INES))
    Person.objects.update(is_active=False)
    other = Client()
    answer = come_back(other, there_and_back(start(other), INES))
    assert (answer.headers["Location"], is_in(other)) == ("/account/inactive/", False)


def test_an_unknown_server_is_nowhere() -> None:
    assert Client().post("/account/oidc/unknown/login/").status_code == 404
    assert Client().get("/account/oidc/unknown/login/callback/").status_code == 404


def test_a_server_that_does_not_answer_is_said_so_kindly(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = configured("http://127.0.0.1:9")
    answer = Client().post("/account/oidc/school/login/")
    assert answer.status_code == 401
    assert "That did not work" in answer.content.decode()


def test_the_password_of_an_account_here_still_works_after_linking() -> None:
    person = make_account("ada@example.org")
    browser = signed_in(person)
    come_back(browser, there_and_back(start(browser, process="connect"), INES))
    assert is_in(signed_in(Person.objects.get(id=person.id), PASSWORD))
