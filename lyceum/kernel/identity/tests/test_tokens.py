"""Tokens of apps: short, checked against the sign-in, refreshed once; a copy of a refresh token ends the family."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import NotSignedIn
from lyceum.kernel.identity.actions.account import suspend_person
from lyceum.kernel.identity.actions.sign_in import end_sign_in, open_sign_in
from lyceum.kernel.identity.actions.token import _tokens, refresh_tokens
from lyceum.kernel.identity.models import Person, SignIn
from lyceum.kernel.identity.queries.sign_in import AUDIENCE, token_secrets
from lyceum.kernel.identity.rules.signed import Kind, read, signed
from lyceum.kernel.identity.tests.accounts import (
    PASSWORD,
    code_of_app,
    hashes_counted,
    make_account,
    recovery_codes_of,
    signed_in,
    trail_of,
    with_app,
)
from lyceum.kernel.identity.tests.factories import make_person

pytestmark = pytest.mark.django_db
Tokens = dict[str, Any]


@pytest.fixture
def person() -> Person:
    return make_account()


@pytest.fixture
def tokens(person: Person) -> Tokens:
    return ask(email="Ada@Example.org", password=PASSWORD).json()  # type: ignore[no-any-return]


def ask(path: str = "/api/v1/tokens", **body: str) -> Any:
    return Client(enforce_csrf_checks=True).post(path, body, content_type="application/json")


def refresh(token: str) -> Any:
    return ask("/api/v1/tokens/refresh", refresh_token=token)


def me(access_token: str, **headers: str) -> Any:
    return Client(headers={"authorization": f"Bearer {access_token}", **headers}).get("/api/v1/me")


@pytest.mark.wish("A10", "A11", "A13", "A20", "A32", "A33", "A34", "O12")
def test_an_app_gets_tokens_and_speaks_for_its_person(person: Person, tokens: Tokens) -> None:
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 300)
    assert me(tokens["access_token"]).json()["email"] == person.email
    claims = read(token_secrets(), Kind.ACCESS, tokens["access_token"], AUDIENCE)
    kept = SignIn.objects.get()
    assert (claims["sub"], claims["sid"]) == (str(person.id), str(kept.id))
    assert claims["exp"] - claims["iat"] == 300
    assert {"jti", "iss"} <= claims.keys()
    assert (kept.kind, kept.method, kept.session_key) == ("app", "password", None)


def test_the_answer_is_kept_by_nobody(person: Person) -> None:
    assert "no-store" in ask(email=person.email, password=PASSWORD).headers["Cache-Control"]


@pytest.mark.wish("A15", "A33")
def test_a_token_writes_without_a_page_s_token_and_a_cookie_does_not(person: Person, tokens: Tokens) -> None:
    bearer = {"authorization": f"Bearer {tokens['access_token']}"}
    query = {"query": "{ me { email } }"}
    app = Client(enforce_csrf_checks=True, headers=bearer)
    assert app.post("/graphql", query, content_type="application/json").json()["data"]["me"]["email"] == person.email
    browser = signed_in(person, enforce_csrf_checks=False)
    browser.handler.enforce_csrf_checks = True
    other = SignIn.objects.exclude(kind="browser").get()
    assert browser.delete(f"/api/v1/sign-ins/{other.id}").status_code == 403
    assert app.delete(f"/api/v1/sign-ins/{other.id}").status_code == 204


@pytest.mark.wish("A16")
def test_refusals_tell_apart_only_what_one_may_know(person: Person) -> None:
    make_account("new@example.org", verified=False)
    answers = {}
    for email, password in ((person.email, "wrong"), ("nobody@example.org", PASSWORD), ("new@example.org", "wrong")):
        with hashes_counted() as hashes:
            answer = ask(email=email, password=password)
        answers[email] = (answer.status_code, answer.json()["code"], answer.json()["detail"], len(hashes))
    assert len(set(answers.values())) == 1
    assert answers[person.email][:2] == (401, "wrong_password")
    unproved = ask(email="new@example.org", password=PASSWORD)
    assert (unproved.status_code, unproved.json()["code"]) == (403, "address_unproved")
    assert not SignIn.objects.exists()


@pytest.mark.wish("A16", "Q12")
def test_five_failures_close_this_door_too(person: Person) -> None:
    statuses = [ask(email=person.email, password="wrong").status_code for _try in range(6)]
    assert statuses == [401] * 5 + [429]
    answer = ask(email=person.email, password=PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")


@pytest.mark.wish("A31")
def test_the_second_step_is_asked_of_apps_too(person: Person) -> None:
    with_app(person)
    credentials = {"email": person.email, "password": PASSWORD}
    assert ask(**credentials).json()["code"] == "code_needed"
    assert ask(**credentials, code="000000").json()["code"] == "wrong_code"
    code = code_of_app()
    assert ask(**credentials, code=code).status_code == 200
    assert ask(**credentials, code=code).json()["code"] == "wrong_code"
    assert ask(**credentials, code=recovery_codes_of(person)[3]).status_code == 200


@pytest.mark.wish("A12")
def test_a_refresh_gives_a_new_pair_and_the_family_keeps_its_end(tokens: Tokens) -> None:
    answer = refresh(tokens["refresh_token"])
    fresh = answer.json()
    assert answer.status_code == 200
    assert fresh["refresh_token"] != tokens["refresh_token"]
    assert fresh["sign_in_ends_at"] == tokens["sign_in_ends_at"]
    assert me(fresh["access_token"]).status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.wish("A12", "A13", "A14")
def test_a_refresh_token_used_twice_ends_the_family_at_once(person: Person, tokens: Tokens) -> None:
    fresh = refresh(tokens["refresh_token"]).json()
    assert me(fresh["access_token"]).status_code == 200
    replayed = refresh(tokens["refresh_token"])
    assert (replayed.status_code, replayed.json()["code"]) == (401, "invalid_token")
    assert me(fresh["access_token"]).status_code == 401
    assert refresh(fresh["refresh_token"]).status_code == 401
    assert trail_of(person)[-1] == "identity.sign_in_ended"
    assert not SignIn.objects.current().exists()


def test_a_replay_cannot_hide_behind_a_session_and_an_idempotency_key(person: Person, tokens: Tokens) -> None:
    fresh = refresh(tokens["refresh_token"]).json()
    browser = signed_in(make_account("thief@example.org"))
    body = {"refresh_token": tokens["refresh_token"]}
    answer = browser.post(
        "/api/v1/tokens/refresh", body, content_type="application/json", headers={"idempotency-key": "k"}
    )
    assert answer.status_code == 401
    assert me(fresh["access_token"]).status_code == 401


@pytest.mark.django_db(transaction=True)
@pytest.mark.wish("A12")
def test_of_two_simultaneous_refreshes_exactly_one_wins() -> None:
    person = make_account()
    caller = Individual(person.id)
    issued = _tokens(open_sign_in(caller, SignIn.Kind.APP, "password"))

    def attempt(_number: int) -> bool:
        try:
            refresh_tokens(Visitor(), issued.refresh_token)
            return True
        except NotSignedIn:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(attempt, range(4)))
    assert sorted(outcomes) == [False, False, False, True]


@pytest.mark.wish("A14")
def test_ending_the_sign_in_ends_its_tokens_at_once(person: Person, tokens: Tokens) -> None:
    end_sign_in(Individual(person.id), SignIn.objects.get().id)
    answer = me(tokens["access_token"])
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert refresh(tokens["refresh_token"]).status_code == 401


def test_signing_out_by_the_token_itself(tokens: Tokens) -> None:
    app = Client(headers={"authorization": f"Bearer {tokens['access_token']}"}, enforce_csrf_checks=True)
    assert app.delete("/api/v1/tokens").status_code == 204
    assert app.delete("/api/v1/tokens").status_code == 401
    assert refresh(tokens["refresh_token"]).status_code == 401


@pytest.mark.wish("A14")
def test_a_suspended_person_s_tokens_end_at_once(person: Person, tokens: Tokens) -> None:
    operator = Individual(make_person("Operator").id, is_operator=True)
    suspend_person(operator, person.id)
    assert me(tokens["access_token"]).status_code == 401
    assert refresh(tokens["refresh_token"]).status_code == 401


def test_a_family_ends_after_thirty_days_however_often_it_is_refreshed(tokens: Tokens) -> None:
    last = refresh(tokens["refresh_token"]).json()
    SignIn.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refresh(last["refresh_token"]).status_code == 401
    assert me(last["access_token"]).status_code == 401
    claims = jwt.decode(tokens["refresh_token"], options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] <= 30 * 86400


def test_an_expired_access_token_is_refused(person: Person, tokens: Tokens) -> None:
    claims = {"aud": AUDIENCE, "sub": str(person.id), "sid": str(SignIn.objects.get().id)}
    assert me(signed(token_secrets(), Kind.ACCESS, claims, 60)).status_code == 200
    assert me(signed(token_secrets(), Kind.ACCESS, claims, -1)).status_code == 401


def test_every_forgery_is_refused(person: Person, tokens: Tokens) -> None:
    sid = str(SignIn.objects.get().id)
    claims = {"aud": AUDIENCE, "sub": str(person.id), "sid": sid, "iat": int(time.time()), "exp": int(time.time()) + 60}
    header, body, signature = tokens["access_token"].split(".")
    stranger = make_person("Stranger")
    forged = {
        "no signature": f"{header}.{body}.",
        "none": jwt.encode(claims, "", algorithm="none", headers={"typ": "at+jwt"}),
        "another key": jwt.encode(
            claims, "k" * 48, algorithm="HS256", headers=jwt.get_unverified_header(header + "..")
        ),
        "the secret itself": jwt.encode(
            claims, settings.SECRET_KEY, algorithm="HS256", headers=jwt.get_unverified_header(header + "..")
        ),
        "a refresh token": tokens["refresh_token"],
        "another person": signed(token_secrets(), Kind.ACCESS, {**claims, "sub": str(stranger.id)}, 60),
        "another audience": signed(token_secrets(), Kind.ACCESS, {**claims, "aud": "metrics"}, 60),
        "an unknown sign-in": signed(token_secrets(), Kind.ACCESS, {**claims, "sid": str(uuid4())}, 60),
        "no sign-in": signed(token_secrets(), Kind.ACCESS, {"aud": AUDIENCE, "sub": str(person.id)}, 60),
        "no id": signed(token_secrets(), Kind.ACCESS, {**claims, "sid": "x"}, 60),
        "nonsense": "abc",
        "changed": f"{header}.{body[:-2]}AA.{signature}",
    }
    assert {name: me(token).status_code for name, token in forged.items()} == dict.fromkeys(forged, 401)
    assert refresh(tokens["access_token"]).status_code == 401


def test_a_wrong_token_is_refused_even_beside_a_good_session(person: Person) -> None:
    browser = signed_in(person)
    assert browser.get("/api/v1/me", headers={"authorization": "Bearer abc"}).status_code == 401
    assert browser.get("/api/v1/me").status_code == 200


@pytest.mark.wish("A10")
def test_the_key_can_be_changed_without_signing_anybody_out(tokens: Tokens, settings: Any) -> None:
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [former]
    fresh = refresh(tokens["refresh_token"]).json()
    assert me(tokens["access_token"]).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert me(tokens["access_token"]).status_code == 401
    assert me(fresh["access_token"]).status_code == 200


def test_an_app_in_use_is_seen(tokens: Tokens) -> None:
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    me(tokens["access_token"])
    assert timezone.now() - SignIn.objects.get().seen_at < timedelta(seconds=5)


def test_a_call_costs_one_query_for_its_right(tokens: Tokens) -> None:
    me(tokens["access_token"])
    with CaptureQueriesContext(connection) as asked:
        me(tokens["access_token"])
    assert len([query for query in asked if "identity_signin" in query["sql"]]) == 1
    assert not [query for query in asked if "django_session" in query["sql"].split("EXISTS")[0]]
