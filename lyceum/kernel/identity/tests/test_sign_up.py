"""An account is made, its address is proved by a code, its person is welcomed; nobody learns who has one."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import identify_hasher
from django.core.cache import cache
from django.test import Client

from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.accounts import PASSWORD, hashes_counted, is_in, make_account, signed_in, trail_of
from lyceum.kernel.identity.tests.post import code_sent_to, letters_to

pytestmark = pytest.mark.django_db
NEWCOMER = {"name": "Inès Lopez", "email": "Ines@example.org", "password1": PASSWORD}


def sign_up(browser: Client, **changes: str) -> None:
    answer = browser.post("/account/signup/", {**NEWCOMER, **changes})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/address/confirm/")


@pytest.mark.wish("A1", "A2", "A31")
def test_a_newcomer_proves_the_address_and_is_welcomed(run_jobs: Callable[[], int]) -> None:
    browser = Client(headers={"accept-language": "fr"})
    sign_up(browser)
    assert not is_in(browser)
    answer = browser.post("/account/address/confirm/", {"action": "verify", "code": code_sent_to("ines@example.org")})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_in(browser)
    person = Person.objects.get(email="ines@example.org")
    assert (person.name, person.language) == ("Inès Lopez", "fr")
    assert trail_of(person) == ["identity.person_joined", "identity.person_verified", "identity.signed_in"]
    run_jobs()
    welcome = letters_to("ines@example.org")[-1]
    assert "Inès Lopez" in welcome.body
    assert len(letters_to("ines@example.org")) == 2


@pytest.mark.wish("A17")
def test_a_password_is_kept_as_argon2id_at_19_mib() -> None:
    sign_up(Client())
    encoded = Person.objects.get().password
    assert identify_hasher(encoded).algorithm == "argon2"
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    "password",
    ["short", "password1234", "ines@example.org", "administrator"],
    ids=["short", "common", "own", "common2"],
)
def test_refuses_a_password_that_is_easily_guessed(password: str) -> None:
    answer = Client().post("/account/signup/", {**NEWCOMER, "password1": password})
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    assert not Person.objects.exists()


def test_a_long_password_needs_no_digits_nor_signs() -> None:
    sign_up(Client(), password1="correct horse battery staple")
    assert Person.objects.count() == 1


def test_a_wrong_code_proves_nothing_and_three_end_it() -> None:
    browser = Client()
    sign_up(browser)
    for _attempt in range(2):
        answer = browser.post("/account/address/confirm/", {"action": "verify", "code": "AAAA-AAAA"})
        assert answer.status_code == 200
    answer = browser.post("/account/address/confirm/", {"action": "verify", "code": "AAAA-AAAA"})
    assert answer.headers["Location"] == "/account/login/"
    code = code_sent_to("ines@example.org")
    browser.post("/account/address/confirm/", {"action": "verify", "code": code})
    assert not is_in(browser)
    assert not EmailAddress.objects.get().verified


@pytest.mark.wish("A16")
def test_signing_up_with_a_taken_address_looks_and_takes_the_same() -> None:
    make_account("ines@example.org")
    with hashes_counted() as taken:
        sign_up(Client())
    with hashes_counted() as free:
        sign_up(Client(), email="other@example.org")
    assert taken == free == ["encode"]
    assert len(letters_to("ines@example.org")) == len(letters_to("other@example.org")) == 1
    pages = [self_described(address) for address in ("ines@example.org", "other@example.org")]
    assert pages[0] == pages[1]
    assert "account already" in letters_to("ines@example.org")[0].subject


def self_described(address: str) -> str:
    """The page after signing up, without what differs in any two answers."""
    browser = Client()
    cache.clear()
    browser.post("/account/signup/", {**NEWCOMER, "email": address})
    page = browser.get("/account/address/confirm/")
    return re.sub(r'"[A-Za-z0-9]{64}"', "", page.content.decode()).replace(address, "X")


def waiting_intruder() -> Person:
    """Somebody signs up with another person's address, sets a password, links an account, and waits."""
    sign_up(Client())
    person = Person.objects.get()
    SocialAccount.objects.create(user=person, provider="google", uid="intruder")
    return person


def test_whoever_made_an_account_with_my_address_is_out_when_i_come() -> None:
    person, owner = waiting_intruder(), Client()
    owner.post("/account/login/code/", {"email": person.email})
    owner.post("/account/login/code/confirm/", {"action": "verify", "code": code_sent_to(person.email)})
    assert is_in(owner)
    person.refresh_from_db()
    assert (person.has_usable_password(), SocialAccount.objects.exists()) == (False, False)
    assert "identity.unproved_account_cleared" in trail_of(person)


def test_whoever_made_an_account_with_my_address_is_out_when_i_reset_the_password() -> None:
    person, owner = waiting_intruder(), Client()
    owner.post("/account/password/reset/", {"email": person.email})
    owner.post("/account/password/reset/code/", {"code": code_sent_to(person.email)})
    owner.post("/account/password/reset/new/", {"password1": "another four words"})
    assert is_in(signed_in(person, "another four words"))
    assert not SocialAccount.objects.exists()
    assert "identity.unproved_account_cleared" in trail_of(person)


def test_the_own_password_stays_when_the_newcomer_proves_the_address_later() -> None:
    sign_up(Client())
    later = Client()
    cooled_down(later)
    code = code_sent_to("ines@example.org")
    later.post("/account/address/confirm/", {"action": "verify", "code": code})
    assert is_in(later)
    assert Person.objects.get().has_usable_password()


def cooled_down(browser: Client) -> None:
    """Sign in once the next code may be sent."""
    cache.clear()
    answer = browser.post("/account/login/", {"login": "ines@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/address/confirm/"


def test_a_mistyped_address_is_corrected_before_it_is_proved() -> None:
    browser = Client()
    sign_up(browser, email="inse@example.org")
    browser.post("/account/address/confirm/", {"action": "change", "email": "ines@example.org"})
    browser.post("/account/address/confirm/", {"action": "verify", "code": code_sent_to("ines@example.org")})
    assert is_in(browser)
    assert Person.objects.get().email == "ines@example.org"
