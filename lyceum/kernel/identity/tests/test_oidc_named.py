"""Google, Apple and Facebook: what they ask for that other servers do not."""

import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.test import Client

from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.accounts import is_in
from lyceum.kernel.identity.tests.oidc_browser import asked, come_back, configured, start
from lyceum.kernel.identity.tests.oidc_liar import Liar

pytestmark = [pytest.mark.django_db, pytest.mark.wish("A6")]
APPLE = "/account/oidc/apple/login/callback/"


def test_those_that_are_configured_are_offered_at_both_doors() -> None:
    for page in ("/account/login/", "/account/signup/"):
        text = Client().get(page).content.decode()
        for name in ("Google", "Apple", "Facebook"):
            assert f"Continue with {name}" in text


def test_none_is_offered_where_none_is_configured(settings: Any) -> None:
    former = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**former, "APPS": []}}
    assert "Continue with" not in Client().get("/account/login/").content.decode()


def test_facebook_is_asked_with_pkce_and_a_state() -> None:
    answer = Client().post("/account/facebook/login/")
    question = asked(answer.headers["Location"])
    assert answer.headers["Location"].startswith("https://www.facebook.com/")
    assert (question["code_challenge_method"], question["client_id"], question["scope"]) == ("S256", "test", "email")
    assert question["state"]
    assert Client().get(f"/account/facebook/login/callback/?code=x&state={question['state']}").status_code == 401


def test_the_pages_may_send_their_forms_to_the_configured_servers_and_nowhere_else() -> None:
    policy = Client().get("/account/login/").headers["Content-Security-Policy"]
    allowed = next(part for part in policy.split("; ") if part.startswith("form-action")).split()[1:]
    assert allowed == [
        "'self'",
        "https://accounts.google.com",
        "https://appleid.apple.com",
        "https://www.facebook.com",
    ]


@pytest.fixture
def apple(settings: Any) -> Any:
    liar = Liar()
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    settings.SOCIALACCOUNT_PROVIDERS = configured(
        liar.address,
        "apple",
        apple={"team_id": "TEAM", "key_id": "KEY", "private_key": pem},
        scope=["openid", "name", "email"],
        auth_params={"response_mode": "form_post"},
        fetch_userinfo=False,
    )
    liar.apple_key = key.public_key()  # type: ignore[attr-defined]
    yield liar
    liar.close()


def test_apple_posts_its_answer_and_gets_a_secret_signed_for_it(apple: Any) -> None:
    seen: dict[str, list[str]] = {}
    tokens = apple.tokens
    apple.tokens = lambda form: seen.update(form) or tokens(form)
    apple.dropped, apple.claims = ("name",), {"email_verified": "true"}
    browser = Client()
    question = asked(start(browser, "apple"))
    assert (question["response_mode"], question["code_challenge_method"]) == ("form_post", "S256")
    apple.nonce, apple.challenge = question["nonce"], question["code_challenge"]
    name = '{"name": {"firstName": "Inès", "lastName": "Lopez"}, "email": "x@evil.example"}'
    posted = Client(enforce_csrf_checks=True).post(
        "/account/oidc/apple/posted/", {"code": "code", "state": question["state"], "user": name, "evil": "1"}
    )
    assert posted.status_code == 302
    assert asked(posted.headers["Location"]).keys() == {"code", "state", "user"}
    come_back(browser, posted.headers["Location"])
    assert is_in(browser)
    person = Person.objects.get()
    assert (person.name, person.email) == ("Inès Lopez", "ines@school.example")
    secret = jwt.decode(
        seen["client_secret"][0], apple.apple_key, ["ES256"], audience="https://appleid.apple.com", issuer="TEAM"
    )
    assert secret["sub"] == "lyceum"
    assert secret["exp"] - time.time() <= 300


def test_what_apple_posts_is_believed_no_more_than_what_comes_by_address(apple: Any) -> None:
    posted = Client().post("/account/oidc/apple/posted/", {"code": "code", "state": "forged"})
    answer = Client().get(posted.headers["Location"])
    assert answer.status_code == 401
    assert Client().get("/account/oidc/apple/posted/").status_code == 405
