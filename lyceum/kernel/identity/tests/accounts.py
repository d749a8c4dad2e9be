"""People with ways in, for tests of signing in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.adapters.hashing import Argon2id
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.factories import make_person

PASSWORD = "four words nobody joins"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_account(
    email: str = "ada@example.org", password: str = PASSWORD, verified: bool = True, **fields: Any
) -> Person:
    person = make_person("Ada Lovelace", email, **fields)
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    return person


def with_app(person: Person) -> Authenticator:
    """The person has an authenticator app, and recovery codes."""
    made: Authenticator = totp.TOTP.activate(person, TOTP_SECRET).instance
    RecoveryCodes.activate(person)
    return made


def code_of_app(step: int = 0) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time())) + 1 + step
    return totp.format_hotp_value(totp.hotp_value(TOTP_SECRET, counter))


def recovery_codes_of(person: Person) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    return codes


def signed_in(person: Person, password: str = PASSWORD, **extra: Any) -> Client:
    """A browser that came in through the sign-in page."""
    browser = Client(**extra)
    answer = browser.post("/account/login/", {"login": person.email, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/api/v1/me").status_code == 200


def trail_of(person: Person) -> list[str]:
    """The kinds of what is announced about a person's account, as the owner of the table sees it."""
    with scope.entered(None, person.id):
        return list(Announcement.objects.filter(person_id=person.id).order_by("id").values_list("kind", flat=True))


@contextmanager
def hashes_counted() -> Iterator[list[str]]:
    """How often a password was hashed, to be checked or kept: the time that an answer takes."""
    seen: list[str] = []
    encode, verify = Argon2id.encode, Argon2id.verify

    def counted_encode(self: Argon2id, *args: Any, **kwargs: Any) -> Any:
        seen.append("encode")
        return encode(self, *args, **kwargs)

    def counted_verify(self: Argon2id, *args: Any, **kwargs: Any) -> Any:
        seen.append("verify")
        return verify(self, *args, **kwargs)

    with patch.object(Argon2id, "encode", counted_encode), patch.object(Argon2id, "verify", counted_verify):
        yield seen
