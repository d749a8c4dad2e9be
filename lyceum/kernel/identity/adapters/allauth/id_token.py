"""Whether an ID token is what it claims: the checks of OpenID Connect Core 1.0, 3.1.3.7, every one of them.

allauth skips the signature of a token that came over TLS, and knows no nonce. Here nothing is skipped.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from typing import Any

import jwt

# Signatures with a public key only: with HS256 whoever knows the client's secret could sign, with none anybody.
ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "EdDSA"})
_LEEWAY, _OLDEST = 60, 600  # seconds
_REQUIRED = ["iss", "sub", "aud", "exp", "iat"]


class Untrusted(Exception):
    """The reason is for the log; a person is told only that it could not be trusted."""


def trusted(
    token: str, keys: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str, access_token: str
) -> dict[str, Any]:
    """The claims of an ID token made for this client, now, in answer to this very question. Raises Untrusted."""
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg", "")
        if algorithm not in ALGORITHMS:
            raise Untrusted(f"algorithm {algorithm!r}")
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(keys, header.get("kid"), algorithm),
            algorithms=[algorithm],
            issuer=issuer,
            audience=client_id,
            leeway=_LEEWAY,
            options={"require": _REQUIRED},
        )
    except jwt.PyJWTError as fault:
        raise Untrusted(str(fault)) from fault
    _check_party(claims, client_id)
    _check_moment(claims, nonce)
    _check_access_token(claims, header["alg"], access_token)
    return claims


def _key(keys: Mapping[str, Any], key_id: str | None, algorithm: str) -> Any:
    """The signing key that the token names; without a name, the only one there is."""
    signing = [key for key in keys.get("keys", []) if key.get("use", "sig") == "sig"]
    named = [key for key in signing if key.get("kid") == key_id] if key_id else signing
    if len(named) != 1 or named[0].get("alg", algorithm) != algorithm or named[0].get("kty") == "oct":
        raise Untrusted(f"no key {key_id!r} for {algorithm}")
    return jwt.PyJWK(named[0], algorithm=algorithm).key


def _check_party(claims: Mapping[str, Any], client_id: str) -> None:
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != client_id:
        raise Untrusted("issued to another party")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 191:
        raise Untrusted("no subject")


def _check_moment(claims: Mapping[str, Any], nonce: str) -> None:
    if not nonce or not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Untrusted("nonce")
    if claims["iat"] < time.time() - _OLDEST:
        raise Untrusted("issued long ago")


def _check_access_token(claims: Mapping[str, Any], algorithm: str, access_token: str) -> None:
    """``at_hash`` binds the two tokens, where the server sends it (EdDSA has no agreed hash)."""
    if "at_hash" not in claims or algorithm == "EdDSA":
        return
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    expected = base64.urlsafe_b64encode(half).rstrip(b"=")
    if not secrets.compare_digest(str(claims["at_hash"]).encode(), expected):
        raise Untrusted("at_hash")
