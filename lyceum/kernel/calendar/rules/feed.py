"""The secret in a feed's address: derived, so that it can be shown again without being kept (HMAC-SHA256)."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

_PURPOSE = b"lyceum.calendar.feed"


def token_of(secret: str, feed_id: UUID, nonce: UUID) -> str:
    """43 characters, safe in an address. A new nonce makes another token and ends the old one."""
    key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
    return urlsafe_b64encode(hmac.digest(key, feed_id.bytes + nonce.bytes, "sha256")).decode().rstrip("=")


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
