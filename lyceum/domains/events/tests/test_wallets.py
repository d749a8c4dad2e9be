"""Tickets in the wallets of phones, signed with keys made here: neither Apple nor Google has been asked."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, pkcs7
from cryptography.x509.oid import NameOID

from lyceum.domains.events.adapters import apple_wallet, google_wallet
from lyceum.domains.events.adapters.embedded_tickets import Printer
from lyceum.domains.events.ports import Paper
from lyceum.domains.events.rules.ticket_sheet import TicketSheet

STARTS = datetime(2027, 6, 12, 18, tzinfo=UTC)
SHEET = TicketSheet(
    id="01a00000-0000-7000-8000-000000000001.1", code="L1abcdef", number="ABCD2345-1", event="Nuit du jazz",
    organiser="La Scène", kind="Plein tarif", holder="Zoë Łukasz", when="samedi 12 juin 2027, 20:00 – 23:00",
    where="Le Cargö, 9 cours Caffarelli, 14000 Caen", seat="", price="24,00 €", hue=262, starts_at=STARTS,
    ends_at=STARTS + timedelta(hours=3), place="Le Cargö", address="9 cours Caffarelli, 14000 Caen",
    latitude=49.1758, longitude=-0.3466, link="http://localhost:8000/scene/events/nuit-du-jazz/", language="fr",
    labels={"holder": "Nom", "when": "Quand", "where": "Où", "seat": "Place", "number": "Numéro"},
)  # fmt: skip


def test_apples_pass_is_whole_and_signed(settings: Any, tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    places = _written(tmp_path, key)
    settings.APPLE_WALLET = {"pass_type": "pass.org.example", "team": "TEAM123456", "password": "", **places}
    maker = apple_wallet.connect()
    assert maker.is_configured()
    with ZipFile(BytesIO(maker.made(SHEET))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["manifest.json"])
    assert manifest == {
        name: hashlib.sha1(body, usedforsecurity=False).hexdigest()
        for name, body in files.items()
        if name not in {"manifest.json", "signature"}
    }
    content = json.loads(files["pass.json"])
    assert (content["serialNumber"], content["barcodes"][0]["message"]) == (SHEET.id, "L1abcdef")
    assert content["eventTicket"]["primaryFields"] == [
        {"key": "event", "label": "Plein tarif", "value": "Nuit du jazz"}
    ]
    assert {"icon.png", "icon@2x.png", "logo.png"} <= files.keys()
    names = {cert.subject.rfc4514_string() for cert in pkcs7.load_der_pkcs7_certificates(files["signature"])}
    assert names == {"CN=Pass Type ID", "CN=WWDR"}
    assert hashlib.sha256(files["manifest.json"]).digest() in files["signature"]


def test_googles_link_holds_the_ticket_signed(settings: Any, tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    place = tmp_path / "google.pem"
    place.write_bytes(_pem(key))
    settings.GOOGLE_WALLET = {"issuer": "3388", "account": "shop@example.iam", "key": str(place)}
    assert google_wallet.connect().is_configured()
    address = google_wallet.connect().address(SHEET)
    assert address.startswith("https://pay.google.com/gp/v/save/")
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    claims = jwt.decode(address.rpartition("/")[2], public, algorithms=["RS256"], audience="google")
    (ticket,) = claims["payload"]["eventTicketObjects"]
    (event,) = claims["payload"]["eventTicketClasses"]
    assert (claims["typ"], claims["iss"]) == ("savetowallet", "shop@example.iam")
    assert (ticket["classId"], ticket["barcode"]["value"]) == (event["id"], "L1abcdef")
    assert ticket["id"] == "3388.01a00000-0000-7000-8000-000000000001.1"


def test_without_keys_no_wallet_is_offered() -> None:
    assert [apple_wallet.connect().is_configured(), google_wallet.connect().is_configured()] == [False, False]


@pytest.mark.parametrize("paper", list(Paper))
def test_paper_is_the_same_each_time(paper: Paper) -> None:
    once, twice = (Printer().printed([SHEET, SHEET], paper) for _ in range(2))
    assert once == twice
    assert once.startswith(b"%PDF-")
    assert once.count(b"/Type /Page\n") == 2


def test_a_code_has_its_quiet_zone() -> None:
    rows = Printer().squares("L1" + "A" * 136)
    assert {len(row) for row in rows} == {len(rows)}
    assert not any(any(row) for row in [*rows[:4], *rows[-4:]])
    assert rows[4][4:11] == [True] * 7


def _written(folder: Path, key: RSAPrivateKey) -> dict[str, str]:
    authority = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    files = {
        "key": _pem(key),
        "certificate": _certificate("Pass Type ID", key, "WWDR", authority),
        "authority": _certificate("WWDR", authority, "WWDR", authority),
    }
    for name, body in files.items():
        (folder / name).write_bytes(body)
    return {name: str(folder / name) for name in files}


def _pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _certificate(name: str, key: RSAPrivateKey, issuer: str, signer: RSAPrivateKey) -> bytes:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
        key.public_key(),
        x509.random_serial_number(),
        now - timedelta(days=1),
        now + timedelta(days=30),
    )
    return builder.sign(signer, hashes.SHA256()).public_bytes(Encoding.PEM)
