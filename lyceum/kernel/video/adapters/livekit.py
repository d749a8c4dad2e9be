"""LiveKit, entered through its own meeting page (LiveKit Meet, hosted beside the server).

Claims: https://docs.livekit.io/frontends/reference/tokens-grants. Identity and room are ids, never names: LiveKit
writes them to its logs. Not run against a LiveKit server here: the token is checked against the documented shape.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import jwt
from django.conf import settings
from django.utils import timezone

from lyceum.kernel.video.adapters.unled import Unled
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.ports import Entry
from lyceum.kernel.video.rules.role import SeatRole

USABLE_FOR = timedelta(minutes=2)


class LiveKit(Unled):
    most = 100

    def __init__(self, server: str, page: str, key: str, secret: str) -> None:
        """``server``: ``wss://…``; ``page``: where LiveKit Meet answers, ``https://…/custom/``."""
        self.server, self.page, self.key, self.secret = server, page, key, secret

    def entry(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> Entry:
        token = jwt.encode(self._claims(room, person_id, role, name), self.secret, "HS256")
        return Entry("redirect", f"{self.page}?{urlencode({'liveKitUrl': self.server, 'token': token})}")

    def _claims(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> dict[str, Any]:
        now = timezone.now()
        grant = {
            "room": room.code,
            "roomJoin": True,
            "canPublish": True,
            "canSubscribe": True,
            "canPublishData": True,
            "roomAdmin": role is SeatRole.HOST,
            "roomRecord": False,
        }
        return {
            "iss": self.key,
            "sub": str(person_id),
            "name": name,
            "nbf": int(now.timestamp()) - 10,
            "exp": int((now + USABLE_FOR).timestamp()),
            "video": grant,
        }


def connect() -> LiveKit:
    return LiveKit(**settings.LIVEKIT)
