"""Google's wallet: an address with a signed token (RS256) that holds the ticket itself.

After https://developers.google.com/wallet/tickets/events/web (class and object in the token); not run against Google.
"""

import re
from pathlib import Path
from typing import Any

import jwt
from django.conf import settings
from django.utils import timezone

from lyceum.domains.events.rules.ticket_sheet import TicketSheet
from lyceum.kernel.foundation.rules.colour import hex_of

SAVE = "https://pay.google.com/gp/v/save/"


class GoogleWallet:
    def is_configured(self) -> bool:
        return all(settings.GOOGLE_WALLET.values())

    def address(self, sheet: TicketSheet) -> str:
        claims = {
            "iss": settings.GOOGLE_WALLET["account"],
            "aud": "google",
            "typ": "savetowallet",
            "iat": int(timezone.now().timestamp()),
            "origins": [settings.SITE_URL],
            "payload": {"eventTicketClasses": [_class(sheet)], "eventTicketObjects": [_object(sheet)]},
        }
        key = Path(settings.GOOGLE_WALLET["key"]).read_bytes()
        return SAVE + jwt.encode(claims, key, algorithm="RS256")


def connect() -> GoogleWallet:
    return GoogleWallet()


def _class(sheet: TicketSheet) -> dict[str, Any]:
    """Of the event in this language; ids may hold letters, digits, dot, dash and underscore."""
    about: dict[str, Any] = {
        "id": _id(f"event-{sheet.link}-{sheet.language}"),
        "issuerName": sheet.organiser,
        "eventName": _said(sheet.event, sheet.language),
        "reviewStatus": "UNDER_REVIEW",
        "hexBackgroundColor": hex_of(0.45, 0.12, sheet.hue),
        "dateTime": {"start": sheet.starts_at.isoformat(), "end": sheet.ends_at.isoformat()},
    }
    if sheet.place:
        venue = {"name": sheet.place, "address": sheet.address or sheet.place}
        about["venue"] = {name: _said(words, sheet.language) for name, words in venue.items()}
    return about


def _object(sheet: TicketSheet) -> dict[str, Any]:
    about: dict[str, Any] = {
        "id": _id(sheet.id),
        "classId": _id(f"event-{sheet.link}-{sheet.language}"),
        "state": "ACTIVE" if sheet.is_valid else "INACTIVE",
        "ticketHolderName": sheet.holder,
        "ticketNumber": sheet.number,
        "ticketType": _said(sheet.kind, sheet.language),
        "barcode": {"type": "QR_CODE", "value": sheet.code, "alternateText": sheet.number},
    }
    if sheet.seat:
        about["seatInfo"] = {"seat": _said(sheet.seat, sheet.language)}
    return about


def _id(name: str) -> str:
    return f"{settings.GOOGLE_WALLET['issuer']}.{re.sub(r'[^A-Za-z0-9._-]+', '-', name)}"


def _said(words: str, language: str) -> dict[str, Any]:
    return {"defaultValue": {"language": language, "value": words}}
