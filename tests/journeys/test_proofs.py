"""Signing in with more, or with less, than a password: a passkey of the device, a code from a phone."""

import hashlib
import hmac
import re
import secrets
import struct
import time
from base64 import b32decode
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.test_newcomer import PASSWORD, sign_up
from tests.journeys.visit import Visit

_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.journey
def test_a_passkey_signs_in_without_a_password(visit: Callable[..., Visit]) -> None:
    person = visit("en")
    _give_a_device(person)
    sign_up(person, "Rosa Klein", f"rosa.{secrets.token_hex(3)}@proofs.example")
    _protect(person, "mfa_add_webauthn")
    person.fill("Name of this passkey", "This laptop")
    person.click("Make the passkey")
    expect(person.heading("Recovery codes")).to_be_visible()  # a first second factor brings them
    person.go("/account/security/passkeys/")
    expect(person.page.get_by_text("This laptop")).to_be_visible()
    _sign_out(person)
    person.go("/account/login/")
    person.click("Sign in with a passkey")
    expect(person.heading("You belong to no organisation yet")).to_be_visible()


@pytest.mark.journey
def test_a_code_from_the_phone_is_asked_for_after_the_password(visit: Callable[..., Visit]) -> None:
    person = visit("fr")
    email = f"samir.{secrets.token_hex(3)}@proofs.example"
    sign_up(person, "Samir Kaci", email)
    _protect(person, "mfa_activate_totp")
    secret = person.page.locator("main code").inner_text()
    person.fill("Code that the app shows", code_now(secret))
    person.click("Set it up")
    expect(person.page.get_by_text(person.say("Your authenticator app is set up."))).to_be_visible()
    _sign_out(person)
    person.go("/account/login/")
    person.fill("E-mail address", email)
    person.fill("Password", PASSWORD)
    person.page.locator("#by-password button[type=submit]").click()
    expect(person.heading(person.say("The second step"))).to_be_visible()
    person.fill("Code from your app, or a recovery code", code_now(secret, after=30))
    person.click("Sign in")
    expect(person.heading(person.say("You belong to no organisation yet"))).to_be_visible()


def _protect(person: Visit, name: str) -> None:
    """What protects an account is changed only after one more proof."""
    person.go(reverse(name))
    person.fill("Password", PASSWORD)
    person.click("Confirm")


def _give_a_device(person: Visit) -> None:
    """A laptop with a fingerprint reader, as Chromium simulates one."""
    tools = person.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})


def _sign_out(person: Visit) -> None:
    person.go("/account/logout/")
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_url(re.compile(r"/$"))


def code_now(secret: str, after: int = 0) -> str:
    """RFC 6238, as every authenticator app computes it; ``after`` seconds from now, for a code is good once."""
    key = b32decode(secret.replace(" ", "").upper() + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time() + after) // 30), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
