"""SendGrid's signed event webhook: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.

The signature (ECDSA over SHA-256, base64) is of the timestamp and the body as it came, by the key that SendGrid shows
in its settings.
"""

import json
import time
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.conf import settings

from lyceum.kernel.notifications.ports import Forged, MailNews

SIGNATURE, TIMESTAMP = "X-Twilio-Email-Event-Webhook-Signature", "X-Twilio-Email-Event-Webhook-Timestamp"
FRESH = 600  # seconds; what is older was recorded somewhere and is played again
_FACTS = {
    "delivered": "delivered",
    "open": "open",
    "click": "click",
    "bounce": "bounce",
    "dropped": "bounce",
    "spamreport": "complaint",
    "unsubscribe": "unsubscribe",
    "group_unsubscribe": "unsubscribe",
}
_DROPPED_FOR_GOOD = ("bounced address", "invalid", "spam reporting address")


def read(headers: Mapping[str, str], body: bytes) -> list[MailNews]:
    _refuse_forgery(headers, body)
    try:
        events = json.loads(body)
    except ValueError as fault:
        raise Forged("no JSON") from fault
    found = events if isinstance(events, list) else [events]
    return [_news(event) for event in found if isinstance(event, dict) and _is_of_use(event)]


def _refuse_forgery(headers: Mapping[str, str], body: bytes) -> None:
    stamp = headers.get(TIMESTAMP, "")
    try:
        key = load_der_public_key(b64decode(settings.SENDGRID["events_key"], validate=True))
        signature = b64decode(headers.get(SIGNATURE, ""), validate=True)
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(signature, stamp.encode() + body, ec.ECDSA(SHA256()))
    except (ValueError, InvalidSignature, AssertionError) as fault:
        raise Forged("the signature does not hold") from fault
    if not stamp.isdigit() or abs(time.time() - int(stamp)) > FRESH:
        raise Forged("told too long after")


def _is_of_use(event: dict[str, Any]) -> bool:
    """``processed`` and ``deferred`` say only that it is under way."""
    return event.get("event") in _FACTS and bool(event.get("sg_event_id")) and "@" in str(event.get("email", ""))


def _news(event: dict[str, Any]) -> MailNews:
    return MailNews(
        event_id=str(event["sg_event_id"])[:200],
        fact=_FACTS[event["event"]],
        address=str(event["email"]).lower()[:254],
        at=datetime.fromtimestamp(int(event.get("timestamp") or time.time()), UTC),
        message_id=str(event.get("lyceum_message", "")),
        organisation_id=_uuid(event.get("lyceum_organisation")),
        kind=str(event.get("lyceum_kind", ""))[:80],
        link=str(event.get("url", ""))[:500],
        detail=" ".join(str(event.get("reason") or event.get("response") or "").split())[:300],
        is_final=_is_final(event),
    )


def _is_final(event: dict[str, Any]) -> bool:
    """A bounce of type "blocked" is a server's mood; a mailbox that does not exist, or a complaint, is for good."""
    if event["event"] == "bounce":
        return bool(event.get("type", "bounce") == "bounce")
    if event["event"] == "dropped":
        return str(event.get("reason", "")).lower().startswith(_DROPPED_FOR_GOOD)
    return bool(event["event"] == "spamreport")


def _uuid(text: object) -> UUID | None:
    with suppress(ValueError):
        return UUID(str(text))
    return None
