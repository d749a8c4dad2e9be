"""Stripe's signature of a webhook: https://docs.stripe.com/webhooks#verify-manually."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

FRESH = 300  # seconds; what is older was recorded somewhere and is played again


def is_signed(header: str, body: bytes, secrets: Iterable[str], now: float) -> bool:
    """``header``: ``t=…,v1=…``, with several ``v1`` while Stripe changes its secret; ``secrets``: ours, likewise."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    stamp = next((value for name, _is, value in parts if name == "t"), "")
    given = [value for name, _is, value in parts if name == "v1"]
    if not stamp.isdecimal() or not stamp.isascii() or abs(now - int(stamp)) > FRESH:
        return False
    right = [hmac.new(secret.encode(), stamp.encode() + b"." + body, sha256).hexdigest() for secret in secrets]
    return any(hmac.compare_digest(a.encode(), b.encode()) for a in right for b in given)
