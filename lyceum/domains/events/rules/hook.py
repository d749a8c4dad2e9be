"""What an organiser's own program is told, how it knows that we speak, and how long one that is out is left alone.

Messages are those of https://www.standardwebhooks.com, for which there are libraries in most languages.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import sha256

TRIAL = "test"
TOLD = {
    "events.order_paid": "order.paid",
    "events.order_cancelled": "order.cancelled",
    "events.order_refunded": "order.refunded",
    "events.tickets_checked_in": "ticket.checked_in",
    "events.event_changed": "event.changed",
    "events.event_published": "event.changed",
    "events.event_postponed": "event.changed",
    "events.event_called_off": "event.cancelled",
    "events.places_offered": "waiting.offered",
}
KINDS = tuple(dict.fromkeys(TOLD.values()))

MOST_TRIES = 8
FIRST, GROWTH = timedelta(seconds=30), 4
PATIENCE = timedelta(days=3)  # of failing without one success: then it is told nothing more
ROTATION = timedelta(hours=24)  # in which both the new and the former secret sign
_MARK = "whsec_"


def pause(tries: int, chance: float) -> timedelta | None:
    """After so many tries (1 and more); None: it was the last. ``chance``, 0 to 1, spreads it by a fifth either way.
    Seven pauses of 30 s, 2 min, 8 min … 34 h: two days in all."""
    if tries >= MOST_TRIES:
        return None
    return FIRST * GROWTH ** (tries - 1) * (0.8 + 0.4 * chance)


def secret_from(drawn: bytes) -> str:
    """``drawn``: 24 to 64 bytes that nobody can guess."""
    return _MARK + b64encode(drawn).decode()


def signed_headers(message_id: str, at: int, body: bytes, secrets: Iterable[str]) -> Mapping[str, str]:
    """``at``: seconds since 1970; HMAC-SHA256 over ``id.at.body``, one signature for each secret."""
    content = f"{message_id}.{at}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(_signature(secret, content) for secret in secrets),
    }


def _signature(secret: str, content: bytes) -> str:
    key = b64decode(secret.removeprefix(_MARK))
    return "v1," + b64encode(hmac.new(key, content, sha256).digest()).decode()
