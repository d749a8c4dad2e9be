"""Sealing short texts: AES-256-GCM, a key per organisation, bound to the place where the text is kept."""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FORMAT, _NONCE = "s1", 12


class BrokenSeal(Exception):
    """The text was altered, moved to another place, or sealed with a key that nobody has any more."""


class Keyring:
    """``keys``: master keys as text, the current one first. ``place`` is ``table.column``.

    A sealed text reads ``s1:<key id>:<organisation>:<base64 of nonce and ciphertext>``.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._masters = {key_id(key): key for key in keys}
        self.current = key_id(keys[0])

    def seal(self, text: str, place: str, organisation_id: UUID | None = None) -> str:
        owner, nonce = organisation_id.hex if organisation_id else "", os.urandom(_NONCE)
        cipher = AESGCM(_derived(self._masters[self.current], owner, "seal"))
        sealed = nonce + cipher.encrypt(nonce, text.encode(), _bound(place, owner))
        return ":".join([_FORMAT, self.current, owner, base64.b64encode(sealed).decode()])

    def open(self, sealed: str, place: str) -> str:
        """Raises BrokenSeal."""
        try:
            version, key, owner, encoded = sealed.split(":")
            if version != _FORMAT:
                raise BrokenSeal("unknown format")
            raw = base64.b64decode(encoded, validate=True)
            cipher = AESGCM(_derived(self._masters[key], owner, "seal"))
            return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _bound(place, owner)).decode()
        except (InvalidTag, KeyError, ValueError) as fault:
            raise BrokenSeal("altered, moved, or sealed with an unknown key") from fault

    def is_current(self, sealed: str) -> bool:
        return sealed.startswith(f"{_FORMAT}:{self.current}:")

    def indexes(self, text: str, place: str, organisation_id: UUID | None = None) -> list[str]:
        """Blind indexes of a text, for equality search: with the current key first, then with the older ones."""
        owner = organisation_id.hex if organisation_id else ""
        return [
            hmac.new(_derived(master, owner, "index"), f"{place}\n{text}".encode(), hashlib.sha256).hexdigest()
            for master in self._masters.values()
        ]


def is_sealed(text: str) -> bool:
    return text.startswith(f"{_FORMAT}:") and text.count(":") == 3


def key_id(master: str) -> str:
    return hashlib.sha256(b"lyceum key id\n" + master.encode()).hexdigest()[:8]


@lru_cache(maxsize=4096)
def _derived(master: str, owner: str, use: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=owner.encode() or None, info=f"lyceum {use}".encode())
    return kdf.derive(master.encode())


def _bound(place: str, owner: str) -> bytes:
    return f"{place}\n{owner}".encode()
