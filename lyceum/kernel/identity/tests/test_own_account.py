"""What one may change of one's own account, and what has to be proved again before."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.actions.account import change_profile
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.accounts import (
    PASSWORD,
    code_of_app,
    is_in,
    make_account,
    recovery_codes_of,
    signed_in,
    trail_of,
    with_app,
)
from lyceum.kernel.identity.tests.post import code_sent_to, letters_to

pytestmark = pytest.mark.django_db
PROFILE = {"name": "Ada King", "language": "fr", "time_zone": "Europe/London", "theme": "dark"}
SENSITIVE = [
    "/account/security/app/",
    "/account/security/passkeys/new/",
    "/account/security/password/first/",
    "/account/security/recovery-codes/new/",
]


@pytest.fixture
def person() -> Person:
    return make_account()


@pytest.fixture
def browser(person: Person) -> Client:
    return signed_in(person)


def after_a_while(browser: Client) -> Client:
    """Long enough ago that one came in, for the page to ask again."""
    session = browser.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    return browser


@pytest.mark.wish("A4")
def test_the_profile_is_changed_and_spoken_at_once(person: Person, browser: Client) -> None:
    answer = browser.post("/account/profile/", PROFILE, follow=True)
    assert '<html lang="fr"' in answer.content.decode()
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone, person.theme) == tuple(PROFILE.values())
    assert trail_of(person)[-1] == "identity.profile_changed"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"theme": "pink"}, {"name": "x" * 121}]
)
def test_refuses_a_profile_that_cannot_be(person: Person, browser: Client, wrong: dict[str, str]) -> None:
    answer = browser.post("/account/profile/", {**PROFILE, **wrong})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))
    assert Person.objects.get(id=person.id).name == "Ada Lovelace"


def test_the_profile_is_changed_at_every_door(person: Person, browser: Client) -> None:
    answer = browser.patch("/api/v1/me", {"name": "Ada King"}, content_type="application/json")
    assert answer.json()["name"] == "Ada King"
    query = 'mutation { changeProfile(language: "fr", theme: "dark") { name language } }'
    told = browser.post("/graphql", {"query": query}, content_type="application/json").json()
    assert told["data"]["changeProfile"] == {"name": "Ada King", "language": "fr"}
    wrong = browser.patch("/api/v1/me", {"timeZone": "x", "time_zone": "Mars/Olympus"}, content_type="application/json")
    assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["time_zone"])
    assert Client().patch("/api/v1/me", {"name": "x"}, content_type="application/json").status_code in {401, 403}


def test_nothing_else_of_a_person_is_changed_by_the_profile(person: Person) -> None:
    change_profile(Individual(person.id), {"is_operator": True, "is_active": False, "email": "x@y.example"})
    after = Person.objects.get(id=person.id)
    assert (after.is_operator, after.is_active, after.email) == (False, True, "ada@example.org")
    assert trail_of(person) == []


@pytest.mark.wish("A31")
def test_a_new_address_counts_once_it_is_proved_and_the_old_one_is_told(person: Person, browser: Client) -> None:
    answer = browser.post("/account/security/address/", {"email": "King@example.org", "action_add": ""})
    assert answer.headers["Location"] == "/account/address/confirm/"
    assert Person.objects.get(id=person.id).email == "ada@example.org"
    browser.post("/account/address/confirm/", {"action": "verify", "code": code_sent_to("king@example.org")})
    assert Person.objects.get(id=person.id).email == "king@example.org"
    assert [(row.email, row.verified, row.primary) for row in EmailAddress.objects.all()] == [
        ("king@example.org", True, True)
    ]
    assert "king@example.org" in letters_to("ada@example.org")[-1].body
    assert "identity.address_changed" in trail_of(person)
    assert is_in(browser)


def test_another_person_s_address_cannot_be_taken_nor_found_out(person: Person, browser: Client) -> None:
    make_account("grace@example.org")
    answer = browser.post("/account/security/address/", {"email": "grace@example.org", "action_add": ""})
    assert answer.headers["Location"] == "/account/address/confirm/"
    browser.post("/account/address/confirm/", {"action": "verify", "code": code_sent_to("grace@example.org")})
    assert Person.objects.get(id=person.id).email == "ada@example.org"


def test_the_old_password_is_asked_for_and_the_new_one_is_checked(person: Person, browser: Client) -> None:
    for old, new in (("wrong", "another four words"), (PASSWORD, "password1234")):
        answer = browser.post("/account/security/password/", {"oldpassword": old, "password1": new})
        assert answer.status_code == 200
    assert is_in(signed_in(person))
    browser.post("/account/security/password/", {"oldpassword": PASSWORD, "password1": "another four words"})
    assert is_in(signed_in(person, "another four words"))
    assert "password of your account was changed" in letters_to(person.email)[-1].body


@pytest.mark.parametrize("address", SENSITIVE)
def test_after_a_while_one_proves_again_who_one_is(browser: Client, person: Person, address: str) -> None:
    if "recovery" in address:
        with_app(person)
    if "first" in address:
        Person.objects.filter(id=person.id).update(password="!")
        Authenticator.objects.all().delete()
        with_app(person)
        browser.force_login(Person.objects.get(id=person.id))
        session = browser.session
        session["account_authentication_methods"] = []
        session.save()
    else:
        after_a_while(browser)
    answer = browser.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/confirm/")


@pytest.mark.wish("A31")
def test_proving_it_by_password_leads_back_to_what_one_wanted(browser: Client) -> None:
    after_a_while(browser)
    asked = browser.get("/account/security/app/").headers["Location"]
    assert browser.post(asked, {"password": "wrong"}).status_code == 200
    answer = browser.post(asked, {"password": PASSWORD})
    assert answer.headers["Location"] == "/account/security/app/"
    assert browser.get("/account/security/app/").status_code == 200


def test_inside_an_organisation_one_proves_it_there(world: Any) -> None:
    browser = signed_in(make_account("grace@example.org"))
    after_a_while(browser)
    asked = browser.get("/ampere/account/security/app/").headers["Location"]
    assert asked.startswith("/ampere/account/confirm/password/")
    assert browser.post(asked, {"password": PASSWORD}).headers["Location"] == "/ampere/account/security/app/"


@pytest.mark.wish("A31")
def test_an_app_is_set_up_with_recovery_codes_and_removed(
    person: Person, browser: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    page = browser.get("/account/security/app/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "data:image/svg+xml;base64," in page.content.decode()
    assert browser.post("/account/security/app/", {"code": "000000"}).status_code == 200
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())) + 1))
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post("/account/security/app/", {"code": code})
    assert answer.headers["Location"] == "/account/security/recovery-codes/"
    shown = browser.get("/account/security/recovery-codes/").content.decode()
    assert all(code in shown for code in recovery_codes_of(person))
    file = browser.get("/account/security/recovery-codes/file/")
    assert file.content.decode().split() == recovery_codes_of(person)
    assert "authenticator app is set up" in letters_to(person.email)[-1].subject
    browser.post("/account/security/app/remove/")
    assert not Authenticator.objects.exists()
    assert trail_of(person).count("identity.factor_changed") == 4


def test_new_recovery_codes_make_the_old_ones_void(person: Person, browser: Client) -> None:
    with_app(person)
    before = recovery_codes_of(person)
    browser.post("/account/security/recovery-codes/new/")
    assert not set(before) & set(recovery_codes_of(person))


def test_a_person_without_a_password_sets_the_first_one(person: Person) -> None:
    Person.objects.filter(id=person.id).update(password="!")
    browser = Client()
    browser.post("/account/login/code/", {"email": person.email})
    browser.post("/account/login/code/confirm/", {"action": "verify", "code": code_sent_to(person.email)})
    assert browser.get("/account/security/password/").headers["Location"] == "/account/security/password/first/"
    browser.post("/account/security/password/first/", {"password1": "another four words"})
    assert is_in(browser)
    assert is_in(signed_in(person, "another four words"))


@pytest.mark.wish("A2")
def test_the_page_of_security_says_how_one_comes_in(person: Person, browser: Client) -> None:
    bare = browser.get("/account/security/").content.decode()
    assert "It is set." in bare
    assert "Recovery codes" not in bare
    with_app(person)
    full = browser.get("/account/security/").content.decode()
    assert "It is set up." in full
    assert "10 are left" in full


def test_the_second_step_is_asked_again_where_there_is_no_password(person: Person) -> None:
    with_app(person)
    Person.objects.filter(id=person.id).update(password="!")
    browser = Client()
    browser.post("/account/login/code/", {"email": person.email})
    browser.post("/account/login/code/confirm/", {"action": "verify", "code": code_sent_to(person.email)})
    browser.post("/account/login/second-step/", {"code": code_of_app()})
    assert is_in(browser)
    after_a_while(browser)
    asked = browser.get("/account/security/passkeys/new/").headers["Location"]
    assert asked.startswith("/account/confirm/code/")
    answer = browser.post(asked, {"code": recovery_codes_of(person)[0]})
    assert answer.headers["Location"] == "/account/security/passkeys/new/"


def test_letters_are_in_the_person_s_language_whoever_caused_them() -> None:
    make_account("ines@example.org", language="fr")
    Client(headers={"accept-language": "en"}).post("/account/password/reset/", {"email": "ines@example.org"})
    letter = letters_to("ines@example.org")[-1]
    html = str(letter.alternatives[0][0])
    assert '<html lang="fr" ' in html
    assert code_sent_to("ines@example.org") in html
