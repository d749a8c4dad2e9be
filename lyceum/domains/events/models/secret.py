"""Secrets of links that are sent to people without an account: derived, so that whoever reads a table has none."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from django.conf import settings


def secret_of(what: str, row_id: UUID, nonce: int = 0) -> str:
    said = f"lyceum.events.{what}:{row_id}:{nonce}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:18]).decode()
