"""A hostile server, or somebody between it and us: each lie is told to our real code, over the wire."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection
from django.test import Client

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.adapters.allauth.oidc import StrictAdapter
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.accounts import is_in
from lyceum.kernel.identity.tests.oidc_browser import CALLBACK, asked, come_back, configured, start
from lyceum.kernel.identity.tests.oidc_liar import RSA, STRANGER, Liar, published

pytestmark = [pytest.mark.django_db, pytest.mark.wish("A6", "A7", "A31")]
LONG_AGO = 3600
PUBLIC_PEM = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(scope="module")
def _liar() -> Iterator[Liar]:
    made = Liar()
    yield made
    made.close()


@pytest.fixture
def liar(_liar: Liar, settings: Any) -> Liar:
    _liar.behave()
    settings.SOCIALACCOUNT_PROVIDERS = configured(_liar.address)
    return _liar


def visit(liar: Liar, browser: Client, **answer: str) -> Any:
    """Sign in through the liar, with what it wants to say in the address that leads back."""
    question = asked(start(browser))
    liar.nonce, liar.challenge = question["nonce"], question["code_challenge"]
    told = {"code": "code", "state": question["state"], **answer}
    return come_back(browser, CALLBACK + "?" + "&".join(f"{name}={value}" for name, value in told.items()))


def test_the_same_server_telling_the_truth_is_believed(liar: Liar) -> None:
    """So that what follows is refused for its lie alone."""
    browser = Client()
    assert visit(liar, browser).status_code == 302
    assert (is_in(browser), liar.verifier_was_right) == (True, True)


def unsigned(liar: Liar) -> str:
    """A token of which the header says that it needs no signature."""
    header, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in (
            {"alg": "none", "typ": "JWT", "kid": "one"},
            {
                "iss": liar.address,
                "sub": "ines-7",
                "aud": "lyceum",
                "iat": int(time.time()),
                "exp": int(time.time()) + 300,
                "nonce": liar.nonce,
            },
        )
    )
    return f"{header}.{body}."


def confused(liar: Liar) -> str:
    """The public key, taken for a shared secret: the classic confusion of algorithms."""
    now = int(time.time())
    claims = {"iss": liar.address, "sub": "x", "aud": "lyceum", "iat": now, "exp": now + 300, "nonce": liar.nonce}
    parts = [{"alg": "HS256", "kid": "one"}, claims]
    signing = ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts)
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(signing.encode(), PUBLIC_PEM)
    return f"{signing}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def tampered(liar: Liar) -> str:
    header, body, signature = str(liar.id_token()).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    changed = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "somebody"}).encode()).rstrip(b"=").decode()
    return f"{header}.{changed}.{signature}"


LIES: dict[str, Callable[[Liar], Any]] = {
    "another nonce": lambda liar: liar.claims.update(nonce="another"),
    "no nonce": lambda liar: setattr(liar, "dropped", ("nonce",)),
    "for another client": lambda liar: liar.claims.update(aud="another"),
    "for nobody": lambda liar: setattr(liar, "dropped", ("aud",)),
    "for several, issued to nobody": lambda liar: liar.claims.update(aud=["lyceum", "another"]),
    "for several, issued to another": lambda liar: liar.claims.update(aud=["lyceum", "another"], azp="another"),
    "issued to another": lambda liar: liar.claims.update(azp="another"),
    "of another issuer": lambda liar: liar.claims.update(iss="https://accounts.example"),
    "of no issuer": lambda liar: setattr(liar, "dropped", ("iss",)),
    "expired": lambda liar: liar.claims.update(exp=int(time.time()) - 120),
    "without an end": lambda liar: setattr(liar, "dropped", ("exp",)),
    "issued long ago": lambda liar: liar.claims.update(iat=int(time.time()) - LONG_AGO),
    "issued tomorrow": lambda liar: liar.claims.update(iat=int(time.time()) + 86400),
    "issued at no time": lambda liar: setattr(liar, "dropped", ("iat",)),
    "about nobody": lambda liar: setattr(liar, "dropped", ("sub",)),
    "about an empty name": lambda liar: liar.claims.update(sub=""),
    "about a number": lambda liar: liar.claims.update(sub=7),
    "signed by a stranger": lambda liar: setattr(liar, "key", STRANGER),
    "signed with an unknown key": lambda liar: liar.header.update(kid="two"),
    "signed with a key for something else": lambda liar: setattr(liar, "keys", [published(RSA, use="enc")]),
    "signed with a key of another algorithm": lambda liar: setattr(liar, "keys", [published(RSA, alg="PS256")]),
    "two keys of one name": lambda liar: setattr(liar, "keys", [published(RSA), published(STRANGER)]),
    "no key at all": lambda liar: setattr(liar, "keys", []),
    "for another access token": lambda liar: liar.claims.update(at_hash="bm90IHRoaXMgb25l"),
    "no token": lambda liar: setattr(liar, "raw", ""),
    "nonsense": lambda liar: setattr(liar, "raw", "a.b.c"),
    "userinfo of somebody else": lambda liar: liar.userinfo.update(sub="somebody"),
    "userinfo of nobody": lambda liar: liar.userinfo.update(sub=None),
    "another issuer's configuration": lambda liar: liar.config.update(issuer="https://accounts.example"),
    "keys over an unknown protocol": lambda liar: liar.config.update(jwks_uri="file:///etc/passwd"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_signs_nobody_in(lie: str, liar: Liar) -> None:
    browser = Client()
    question = asked(start(browser))
    liar.nonce, liar.challenge = question["nonce"], question["code_challenge"]
    LIES[lie](liar)
    answer = come_back(browser, f"{CALLBACK}?code=code&state={question['state']}")
    assert answer.status_code == 401
    assert not is_in(browser)
    assert (Person.objects.count(), SocialAccount.objects.count()) == (0, 0)


@pytest.mark.parametrize("forge", [unsigned, confused, tampered])
def test_a_forged_signature_signs_nobody_in(forge: Callable[[Liar], str], liar: Liar) -> None:
    browser = Client()
    question = asked(start(browser))
    liar.nonce, liar.challenge = question["nonce"], question["code_challenge"]
    liar.raw = forge(liar)
    answer = come_back(browser, f"{CALLBACK}?code=code&state={question['state']}")
    assert (answer.status_code, is_in(browser), Person.objects.count()) == (401, False, 0)


def test_a_token_signed_with_the_client_s_secret_is_not_believed(liar: Liar) -> None:
    liar.algorithm, liar.key = "HS256", "secret of lyceum" * 3
    liar.keys = [{"kty": "oct", "kid": "one", "k": base64.urlsafe_b64encode(b"secret of lyceum" * 3).decode()}]
    browser = Client()
    assert (visit(liar, browser).status_code, is_in(browser)) == (401, False)


def test_a_token_is_good_for_one_sign_in(liar: Liar) -> None:
    """Attack: a genuine token, caught in one sign-in, is served in another."""
    first = Client()
    visit(liar, first)
    caught = liar.id_token()
    second = Client()
    question = asked(start(second))
    liar.raw, liar.challenge = caught, question["code_challenge"]
    answer = come_back(second, f"{CALLBACK}?code=code&state={question['state']}")
    assert (answer.status_code, is_in(second)) == (401, False)


@pytest.mark.parametrize("said", [{"iss": "https://evil.example"}, {"iss": ""}])
def test_an_answer_in_the_name_of_another_server_is_refused(liar: Liar, said: dict[str, str]) -> None:
    browser = Client()
    liar.config = {"authorization_response_iss_parameter_supported": True}
    assert (visit(liar, browser, **said).status_code, is_in(browser)) == (401, False)


def test_a_state_made_for_one_server_is_not_good_for_another(liar: Liar, settings: Any) -> None:
    """Mix-up: the honest server's state and way back, used for the liar's."""
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] += configured(liar.address, "other")["openid_connect"][
        "APPS"
    ]
    browser = Client()
    state = asked(start(browser, "other"))["state"]
    assert come_back(browser, f"{CALLBACK}?code=code&state={state}").status_code == 401
    assert not is_in(browser)


def test_keys_and_tokens_of_a_secure_server_never_go_in_clear(liar: Liar, settings: Any) -> None:
    class Told(StrictAdapter):
        _openid_config = {**liar.discovery(), "issuer": "https://accounts.example"}

    settings.SOCIALACCOUNT_PROVIDERS = configured("https://accounts.example")
    adapter = Told(Client().get("/").wsgi_request, "school")
    with pytest.raises(OAuth2Error, match="authorization_endpoint is not secure"):
        assert adapter.openid_config


def test_refusals_are_kept_in_the_trail(liar: Liar) -> None:
    liar.claims["nonce"] = "another"
    visit(liar, Client())
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert [(row.kind, row.payload) for row in Announcement.objects.all()] == [
        ("identity.sign_in_refused", {"reason": "outside"})
    ]
