"""Apple's wallet: a zip of ``pass.json``, pictures, a manifest of digests, and its detached PKCS #7 signature.

After https://developer.apple.com/documentation/walletpasses (format version 1); not run against Apple's devices.
"""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs7
from django.conf import settings
from django.contrib.staticfiles import finders

from lyceum.domains.events.rules.ticket_sheet import TicketSheet
from lyceum.kernel.foundation.rules.colour import hex_of

_EPOCH = (2020, 1, 1, 0, 0, 0)  # the same bytes for the same ticket
_PICTURES = {"icon.png": 192, "icon@2x.png": 192, "logo.png": 192, "logo@2x.png": 512}


class AppleWallet:
    def is_configured(self) -> bool:
        return all(settings.APPLE_WALLET[name] for name in ("pass_type", "team", "certificate", "key", "authority"))

    def made(self, sheet: TicketSheet) -> bytes:
        files = {"pass.json": json.dumps(_content(sheet), ensure_ascii=False).encode(), **_pictures()}
        files["manifest.json"] = json.dumps({name: _digest(body) for name, body in files.items()}).encode()
        files["signature"] = _signed(files["manifest.json"])
        return _zipped(files)


def connect() -> AppleWallet:
    return AppleWallet()


def _content(sheet: TicketSheet) -> dict[str, Any]:
    colour = hex_of(0.45, 0.12, sheet.hue)
    rgb = ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    content: dict[str, Any] = {
        "formatVersion": 1,
        "passTypeIdentifier": settings.APPLE_WALLET["pass_type"],
        "teamIdentifier": settings.APPLE_WALLET["team"],
        "serialNumber": sheet.id,
        "organizationName": sheet.organiser,
        "logoText": sheet.organiser,
        "description": sheet.event,
        "backgroundColor": f"rgb({rgb})",
        "foregroundColor": "rgb(255, 255, 255)",
        "labelColor": "rgb(240, 236, 228)",
        "relevantDate": sheet.starts_at.isoformat(timespec="seconds"),
        "expirationDate": sheet.ends_at.isoformat(timespec="seconds"),
        "voided": not sheet.is_valid,
        "sharingProhibited": True,
        "barcodes": [
            {"format": "PKBarcodeFormatQR", "message": sheet.code, "messageEncoding": "utf-8", "altText": sheet.number}
        ],
        "eventTicket": _fields(sheet),
    }
    if sheet.latitude is not None and sheet.longitude is not None:
        content["locations"] = [{"latitude": sheet.latitude, "longitude": sheet.longitude}]
    return content


def _fields(sheet: TicketSheet) -> dict[str, list[dict[str, str]]]:
    def shown(*names: str) -> list[dict[str, str]]:
        values = ((name, str(getattr(sheet, name))) for name in names)
        return [{"key": name, "label": sheet.labels[name], "value": value} for name, value in values if value]

    return {
        "primaryFields": [{"key": "event", "label": sheet.kind, "value": sheet.event}],
        "secondaryFields": shown("when", "seat"),
        "auxiliaryFields": shown("where", "holder"),
        "backFields": [*shown("number"), {"key": "link", "label": sheet.organiser, "value": sheet.link}],
    }


def _pictures() -> dict[str, bytes]:
    places = {name: str(finders.find(f"ui/icons/icon-{size}.png")) for name, size in _PICTURES.items()}
    return {name: Path(place).read_bytes() for name, place in places.items()}


def _digest(body: bytes) -> str:
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()  # Apple's format asks for it; the signature is SHA-256


def _signed(manifest: bytes) -> bytes:
    asked = settings.APPLE_WALLET
    password = asked["password"].encode() or None
    key = load_pem_private_key(Path(asked["key"]).read_bytes(), password)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("Apple signs passes by RSA")
    builder = pkcs7.PKCS7SignatureBuilder().set_data(manifest)
    builder = builder.add_signer(_certificate(asked["certificate"]), key, hashes.SHA256())
    builder = builder.add_certificate(_certificate(asked["authority"]))
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])


def _certificate(place: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(Path(place).read_bytes())


def _zipped(files: dict[str, bytes]) -> bytes:
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return body.getvalue()
