"""How the test bank signs what it tells: an HMAC of the moment and the body."""

import hmac
from hashlib import sha256

SIGNATURE, TIMESTAMP = "X-Bank-Signature", "X-Bank-Timestamp"


def signature(secret: str, stamp: str, body: bytes) -> str:
    """By a key derived from the installation's: bank and installation are the same program."""
    key = hmac.digest(secret.encode(), b"lyceum.test_bank", "sha256")
    return hmac.new(key, stamp.encode() + b"." + body, sha256).hexdigest()
