"""The token in an invitation's link: derived, so that a letter can be written again without keeping it.

A copy of the database alone yields no token (HMAC-SHA256 under the installation's secret); the digest kept
beside the invitation finds it again when the link is opened.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

_PURPOSE = b"lyceum.identity.invitation"


def token_of(secret: str, invitation_id: UUID, nonce: UUID) -> str:
    """43 characters, safe in an address. A new nonce makes another token and ends the old one."""
    key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
    return urlsafe_b64encode(hmac.digest(key, invitation_id.bytes + nonce.bytes, "sha256")).decode().rstrip("=")


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
