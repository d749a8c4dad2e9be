"""Signed tokens: who says so, about what, until when. JWT with HMAC-SHA256 under keys that can be rotated.

Each kind of token has its own key, derived from the installation's secret, and its own ``typ``: a refresh token
is never an access token. The algorithm is fixed here; what a token's header claims about it is not believed.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from enum import StrEnum
from time import time
from typing import Any

import jwt

_REQUIRED = ["exp", "iat", "aud"]


class Kind(StrEnum):
    ACCESS = "at+jwt"
    REFRESH = "rt+jwt"
    SERVICE = "st+jwt"


class Unreadable(Exception):
    """Altered, expired, of another kind, or signed with a key that is no longer used."""


def signed(secrets: Sequence[str], kind: Kind, claims: Mapping[str, Any], seconds: float) -> str:
    """Signed with the first secret, good for ``seconds`` from now."""
    now = int(time())
    headers = {"typ": kind.value, "kid": _key_id(secrets[0])}
    body = {**claims, "iat": now, "exp": now + int(seconds)}
    return jwt.encode(body, _key(secrets[0], kind), algorithm="HS256", headers=headers)


def read(secrets: Sequence[str], kind: Kind, token: str, audience: str) -> dict[str, Any]:
    """The claims of a token of this kind, for this audience. Raises Unreadable."""
    try:
        header = jwt.get_unverified_header(token)
        secret = next((one for one in secrets if _key_id(one) == header.get("kid")), None)
        if secret is None or header.get("typ") != kind.value:
            raise Unreadable("unknown key or kind")
        key = _key(secret, kind)
        return jwt.decode(token, key, algorithms=["HS256"], audience=audience, options={"require": _REQUIRED})
    except jwt.PyJWTError as fault:
        raise Unreadable(str(fault)) from fault


def _key(secret: str, kind: Kind) -> bytes:
    return hmac.digest(secret.encode(), f"lyceum token {kind.value}".encode(), "sha256")


def _key_id(secret: str) -> str:
    return hashlib.sha256(b"lyceum token key\n" + secret.encode()).hexdigest()[:8]
