"""An account without a password: made, used, kept with recovery codes; and ended from another place."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, expect

from tests.journeys.visit import Visit

PHONE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}


def authenticator(person: Visit) -> tuple[CDPSession, str]:
    """A device that keeps passkeys, and whose owner has just touched it."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {**PHONE, "isUserVerified": True, "automaticPresenceSimulation": True}
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def keys_of(device: tuple[CDPSession, str]) -> list[dict[str, Any]]:
    session, identifier = device
    credentials: list[dict[str, Any]] = session.send("WebAuthn.getCredentials", {"authenticatorId": identifier})[
        "credentials"
    ]
    return credentials


@pytest.mark.journey
@pytest.mark.wish("A31", "A14")
@pytest.mark.parametrize(("language", "phone"), [("en", False), ("fr", True)])
def test_a_person_without_a_password(visit: Callable[..., Visit], language: str, phone: bool) -> None:
    person = visit(language, phone=phone)
    email = f"maya-{secrets.token_hex(3)}@passkey.example"
    device = authenticator(person)
    _sign_up(person, email)
    assert [key["isResidentCredential"] for key in keys_of(device)] == [True]
    person.page.context.clear_cookies()
    _sign_in(person)
    _second_key_and_codes(person, device)
    _ended_elsewhere(visit(language), person, email)


@pytest.mark.journey
def test_a_device_that_refuses_is_said_so_kindly(visit: Callable[..., Visit]) -> None:
    person = visit("en")
    authenticator(person)
    person.go("/account/login/")
    person.click("Sign in with a passkey")
    expect(person.page.get_by_role("alert").filter(has_text="The passkey was not used")).to_be_visible()
    person.click("Sign in with a passkey")
    expect(person.page.get_by_role("alert").filter(has_text="The passkey was not used")).to_be_visible()


def _sign_up(person: Visit, email: str) -> None:
    person.go("/account/signup/")
    person.click("Use a passkey instead", "link")
    person.fill("Your name", "Maya Rossi")
    person.fill("E-mail address", email)
    person.click("Continue")
    person.fill("Code from the mail", person.code_sent_to(email))
    person.click("Confirm")
    person.click("Make the passkey")
    expect(person.heading(person.say("You belong to no organisation yet"))).to_be_visible()


def _sign_in(person: Visit) -> None:
    person.go("/account/login/")
    person.click("Sign in with a passkey")
    expect(person.heading(person.say("You belong to no organisation yet"))).to_be_visible()


def _second_key_and_codes(person: Visit, device: tuple[CDPSession, str]) -> None:
    """The passkey that has just signed in is proof enough; recovery codes come with the next one."""
    session, identifier = device
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": identifier})
    authenticator(person)
    person.go("/account/security/passkeys/new/")
    person.click("Make the passkey")
    expect(person.heading(person.say("Recovery codes"))).to_be_visible()
    assert person.page.locator(".codes li").count() == 10


def _ended_elsewhere(desk: Visit, person: Visit, email: str) -> None:
    """The same person at a desk, by a code and a recovery code, ends the sign-in of the lost phone."""
    spare = person.page.locator(".codes li").first.inner_text()
    desk.go("/account/login/code/")
    desk.fill("E-mail address", email)
    desk.click("Send me a code")
    desk.fill("Code from the mail", desk.code_sent_to(email))
    desk.click("Sign in")
    desk.fill("Code from your app, or a recovery code", spare)
    desk.click("Sign in")
    expect(desk.heading(desk.say("You belong to no organisation yet"))).to_be_visible()
    desk.go("/account/sign-ins/")
    desk.click("Sign out everywhere else")
    expect(desk.page.get_by_text(desk.say("You are signed out everywhere else."))).to_be_visible()
    person.go("/account/security/")
    person.page.wait_for_url("**/account/login/**")
