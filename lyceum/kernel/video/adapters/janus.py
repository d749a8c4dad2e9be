"""Janus' VideoRoom: a server that each browser sends to once, whoever else is there.

Rooms are made when the first person comes, are private, and open with a word that only our ticket tells. Needs
``string_ids`` and ``admin_key`` of the plugin and ``token_auth`` of the server: see deploy/janus/.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any, ClassVar
from uuid import UUID

import httpx2
from django.conf import settings
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import Unavailable
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.ports import Entry
from lyceum.kernel.video.rules.janus import PLUGIN, token, word_for
from lyceum.kernel.video.rules.role import SeatRole

PATIENCE = 5.0  # seconds
USABLE_FOR = timedelta(hours=12)  # Janus asks for the token with every request of a call
EXISTS, NO_SUCH_ROOM, NOBODY = 427, 426, 428
BITRATE = 1_200_000


@dataclass(frozen=True, slots=True)
class Janus:
    """``api``: where this program reaches it, ``http://…/janus``; ``url``: where browsers do, ``wss://…``."""

    api: str
    url: str
    secret: str
    admin_key: str
    most: ClassVar[int] = 24

    def entry(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> Entry:
        asked = {
            "request": "create",
            "room": room.code,
            "admin_key": self.admin_key,
            "secret": word_for(self.secret, "secret", room.code),
            "pin": word_for(self.secret, "pin", room.code),
            "is_private": True,
            "permanent": False,
            "publishers": self.most,
            "bitrate": BITRATE,
            "record": False,
            "lock_record": True,
        }
        with self._videoroom() as ask:
            ask(asked, fine=EXISTS)
        pin, until = word_for(self.secret, "pin", room.code), _now() + USABLE_FOR
        return Entry("janus", self.url, {"room": room.code, "pin": pin, "token": token(self.secret, until)})

    def expel(self, room: Room, connection_id: UUID) -> None:
        """Whoever was removed neither sends nor receives any more, whatever their browser does."""
        manage = {"room": room.code, "secret": word_for(self.secret, "secret", room.code)}
        with self._videoroom() as ask:
            ask({"request": "kick", **manage, "id": str(connection_id)}, fine=NOBODY)

    def close(self, room: Room) -> None:
        manage = {"room": room.code, "secret": word_for(self.secret, "secret", room.code)}
        with self._videoroom() as ask:
            ask({"request": "destroy", **manage}, fine=NO_SUCH_ROOM)

    @contextmanager
    def _videoroom(self) -> Iterator[Any]:
        """A session of our own, for one request."""
        with httpx2.Client(timeout=PATIENCE) as client:
            session = f"{self.api}/{self._send(client, self.api, {'janus': 'create'})['data']['id']}"
            handle = self._send(client, session, {"janus": "attach", "plugin": PLUGIN})["data"]["id"]

            def ask(body: dict[str, Any], fine: int) -> None:
                told = self._send(client, f"{session}/{handle}", {"janus": "message", "body": body})
                if told["plugindata"]["data"].get("error_code", fine) != fine:
                    raise _unreachable()

            yield ask
            self._send(client, session, {"janus": "destroy"})

    def _send(self, client: httpx2.Client, address: str, words: dict[str, Any]) -> dict[str, Any]:
        until = _now() + timedelta(minutes=1)
        try:
            answer = client.post(
                address, json={**words, "transaction": token_hex(8), "token": token(self.secret, until)}
            )
            told: dict[str, Any] = answer.raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as fault:
            raise _unreachable() from fault
        if told.get("janus") != "success":
            raise _unreachable()
        return told


def _unreachable() -> Unavailable:
    return Unavailable(_("The video server does not answer. Try again in a moment."))


def _now() -> datetime:
    """By the clock that Janus goes by, also where the demo plays days that are past."""
    return datetime.now(UTC)


def connect() -> Janus:
    return Janus(**settings.JANUS)
