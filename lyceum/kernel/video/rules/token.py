"""The token that opens a call: signed, for one person in one role of one room, and for one connection.

It is ``payload.signature``, both base64url; the payload is JSON, the signature HMAC-SHA256 under a key of its own.
The connection's id makes it good for one use: whoever comes second finds the connection taken.
"""

import binascii
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lyceum.kernel.video.rules.role import SeatRole

_PURPOSE = b"lyceum.video.entry"
USABLE_FOR = timedelta(seconds=60)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Pass:
    """Who may come in where, as what, through which connection."""

    room_id: UUID
    person_id: UUID
    role: SeatRole
    connection_id: UUID


class Unfit(ValueError):
    """The token is not one of ours, was changed, has expired, or is somebody else's."""


def signed(secret: str, entry: Pass, now: datetime) -> str:
    expires = int((now + USABLE_FOR).timestamp())
    payload = json.dumps([str(entry.room_id), str(entry.person_id), entry.role, str(entry.connection_id), expires])
    encoded = urlsafe_b64encode(payload.encode())
    return f"{encoded.decode()}.{urlsafe_b64encode(_signature(secret, encoded)).decode()}"


def opened(secrets: list[str], token: str, now: datetime) -> Pass:
    """The pass in the token; Unfit unless we signed it (with any of our keys) and its minute is not over."""
    if len(token) > LONGEST or not token.isascii():
        raise Unfit("not a token")
    encoded, _, signature = token.encode().partition(b".")
    try:
        given = urlsafe_b64decode(signature)
    except binascii.Error as fault:
        raise Unfit("not a token") from fault
    if not any(hmac.compare_digest(given, _signature(secret, encoded)) for secret in secrets):
        raise Unfit("not ours")
    room, person, role, connection, expires = json.loads(urlsafe_b64decode(encoded))
    if now.timestamp() >= expires:
        raise Unfit("expired")
    return Pass(UUID(room), UUID(person), SeatRole(role), UUID(connection))


def _signature(secret: str, encoded: bytes) -> bytes:
    return hmac.digest(hmac.digest(secret.encode(), _PURPOSE, "sha256"), encoded, "sha256")
