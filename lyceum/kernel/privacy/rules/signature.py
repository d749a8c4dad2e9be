"""Ed25519: who has not the key cannot make a seal, only check one."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def signed(secret: str, statement: str) -> str:
    """128 hexadecimal digits."""
    return _private(secret).sign(statement.encode()).hex()


def public_key_of(secret: str) -> str:
    """What an auditor needs: 64 hexadecimal digits."""
    return _private(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_genuine(public_key: str, statement: str, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), statement.encode()
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"lyceum seal\n" + secret.encode()).digest())
