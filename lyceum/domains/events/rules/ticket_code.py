"""What a ticket's QR code says: which ticket, signed by its organisation, so that a device can tell without a network.

Text: ``L1`` and, in URL-safe base64 without padding, 4 bytes of key id, 16 of event, 16 of ticket, 2 of serial (big
endian), 64 of signature: ECDSA on P-256 over SHA-256 of what stands before it, as r and s one after the other (what
browsers' WebCrypto verifies; Ed25519 is not in all of them).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

MARK = "L1"
_PAYLOAD, _HALF = 38, 32
_ALGORITHM = ECDSA(SHA256())


class ForgedCode(ValueError):
    """Nobody here signed this, or it is no ticket's code at all."""


@dataclass(frozen=True, slots=True)
class TicketCode:
    """``serial``: how many codes the ticket has had; only the latest is good."""

    event_id: UUID
    ticket_id: UUID
    serial: int = 1


def new_pair() -> tuple[str, str]:
    """Private key (PKCS 8) and public key (SPKI), DER in base64."""
    private = generate_private_key(SECP256R1())
    secret = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return urlsafe_b64encode(secret).decode(), urlsafe_b64encode(public).decode()


def key_number(key_id: UUID) -> bytes:
    """The four bytes by which a code names its key: the random end of a UUIDv7."""
    return key_id.bytes[-4:]


def sign_code(key_id: UUID, private: str, code: TicketCode) -> str:
    payload = key_number(key_id) + code.event_id.bytes + code.ticket_id.bytes + code.serial.to_bytes(2)
    r, s = decode_dss_signature(_private(private).sign(payload, _ALGORITHM))
    signed = payload + r.to_bytes(_HALF) + s.to_bytes(_HALF)
    return MARK + urlsafe_b64encode(signed).decode().rstrip("=")


def read_code(text: str, publics: Mapping[bytes, str]) -> TicketCode:
    """``publics``: key number → public key. Raises ForgedCode."""
    signed = _decoded(text.strip())
    payload, signature = signed[:_PAYLOAD], signed[_PAYLOAD:]
    try:
        key = _public(publics[payload[:4]])
        dss = encode_dss_signature(int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:]))
        key.verify(dss, payload, _ALGORITHM)
    except (KeyError, InvalidSignature) as fault:
        raise ForgedCode from fault
    event, ticket = UUID(bytes=payload[4:20]), UUID(bytes=payload[20:36])
    return TicketCode(event, ticket, int.from_bytes(payload[36:]))


def jwk(public: str) -> dict[str, str]:
    """The public key as browsers import it."""
    numbers = _public(public).public_numbers()
    x, y = (urlsafe_b64encode(number.to_bytes(_HALF)).decode().rstrip("=") for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def _decoded(text: str) -> bytes:
    if not text.startswith(MARK):
        raise ForgedCode
    plain = text[len(MARK) :]
    try:
        signed = urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    except (Error, ValueError) as fault:
        raise ForgedCode from fault
    if len(signed) != _PAYLOAD + 2 * _HALF:
        raise ForgedCode
    return signed


def _private(text: str) -> EllipticCurvePrivateKey:
    key = load_der_private_key(urlsafe_b64decode(text), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


def _public(text: str) -> EllipticCurvePublicKey:
    key = load_der_public_key(urlsafe_b64decode(text))
    assert isinstance(key, EllipticCurvePublicKey)
    return key
