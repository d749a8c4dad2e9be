import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.identity.rules.signed import Kind, Unreadable, read, signed

OLD, NEW = "o" * 40, "n" * 40


@given(st.sampled_from(Kind), st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20), max_size=4))
def test_what_was_signed_is_read(kind: Kind, claims: dict[str, str]) -> None:
    claims = {name: value for name, value in claims.items() if name not in {"iss", "exp", "iat", "nbf", "sub", "jti"}}
    told = read([NEW], kind, signed([NEW, OLD], kind, {**claims, "aud": "us"}, 60), "us")
    assert {name: told[name] for name in claims if name != "aud"} == {n: v for n, v in claims.items() if n != "aud"}


@pytest.mark.parametrize("kind", Kind)
def test_a_token_is_of_one_kind(kind: Kind) -> None:
    token = signed([NEW], kind, {"aud": "us"}, 60)
    for other in set(Kind) - {kind}:
        with pytest.raises(Unreadable):
            read([NEW], other, token, "us")


def test_keys_are_rotated() -> None:
    former = signed([OLD], Kind.ACCESS, {"aud": "us"}, 60)
    assert read([NEW, OLD], Kind.ACCESS, former, "us")["aud"] == "us"
    with pytest.raises(Unreadable):
        read([NEW], Kind.ACCESS, former, "us")


@pytest.mark.parametrize(("audience", "seconds"), [("them", 60), ("us", -1)])
def test_refuses_another_audience_and_a_past_end(audience: str, seconds: int) -> None:
    with pytest.raises(Unreadable):
        read([NEW], Kind.ACCESS, signed([NEW], Kind.ACCESS, {"aud": audience}, seconds), "us")


@pytest.mark.parametrize("token", ["", "a.b.c", "....", "é", jwt.encode({"aud": "us"}, "", algorithm="none")])
def test_refuses_what_is_not_a_token(token: str) -> None:
    with pytest.raises(Unreadable):
        read([NEW], Kind.ACCESS, token, "us")


def test_a_header_that_claims_another_algorithm_is_not_believed() -> None:
    header = jwt.get_unverified_header(signed([NEW], Kind.ACCESS, {"aud": "us"}, 60))
    claims = {"aud": "us", "iat": 1, "exp": 9_999_999_999}
    for algorithm in ("HS384", "HS512", "none"):
        key = "" if algorithm == "none" else "k" * 64
        forged = jwt.encode(claims, key, algorithm=algorithm, headers={**header, "alg": algorithm})
        with pytest.raises(Unreadable):
            read([NEW], Kind.ACCESS, forged, "us")
