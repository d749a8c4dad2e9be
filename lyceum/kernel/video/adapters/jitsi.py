"""Jitsi Meet with token authentication (prosody's ``token`` and ``token_affiliation`` modules, or JaaS' shape).

The claims are those of https://github.com/jitsi/lib-jitsi-meet/blob/master/doc/tokens.md. Not run against a Jitsi
server here: the token is checked against the documented shape.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import jwt
from django.conf import settings
from django.utils import timezone

from lyceum.kernel.video.adapters.unled import Unled
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.ports import Entry
from lyceum.kernel.video.rules.role import SeatRole

USABLE_FOR = timedelta(minutes=2)
OPTIONS = {"config.prejoinConfig.enabled": "true", "config.disableDeepLinking": "true"}


class Jitsi(Unled):
    most = 75

    def __init__(self, url: str, domain: str, application: str, secret: str) -> None:
        self.url, self.domain, self.application, self.secret = url.rstrip("/"), domain, application, secret

    def entry(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> Entry:
        token = jwt.encode(self._claims(room, person_id, role, name), self.secret, "HS256")
        address = f"{self.url}/{quote(room.code)}?{urlencode({'jwt': token})}#{urlencode(OPTIONS)}"
        return Entry("redirect", address)

    def _claims(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> dict[str, Any]:
        """``moderator`` is text, as the modules that read it expect; recording is off for everybody."""
        now = timezone.now()
        is_host = "true" if role is SeatRole.HOST else "false"
        return {
            "aud": "jitsi",
            "iss": self.application,
            "sub": self.domain,
            "room": room.code,
            "nbf": int(now.timestamp()) - 10,
            "exp": int((now + USABLE_FOR).timestamp()),
            "context": {
                "user": {"id": str(person_id), "name": name, "moderator": is_host},
                "features": {"recording": "false", "livestreaming": "false", "transcription": "false"},
            },
        }


def connect() -> Jitsi:
    return Jitsi(**settings.JITSI)
