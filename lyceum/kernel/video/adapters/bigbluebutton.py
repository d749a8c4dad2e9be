"""BigBlueButton (or Scalelite before several): the meeting is made when the first person comes, then entered.

Not run against a BigBlueButton server here: calls are checked against the documented checksum, answers are those that
the documentation shows, from a loopback server.
"""

from uuid import UUID
from xml.etree.ElementTree import Element, ParseError

import httpx2
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import Unavailable
from lyceum.kernel.video.adapters.unled import Unled
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.ports import Entry
from lyceum.kernel.video.rules.checksum import signed_call
from lyceum.kernel.video.rules.role import SeatRole

PATIENCE = 8.0  # seconds
ROLES = {SeatRole.HOST: "MODERATOR", SeatRole.GUEST: "VIEWER"}


class BigBlueButton(Unled):
    most = 100

    def __init__(self, url: str, secret: str, digest: str = "sha256") -> None:
        """``url`` as ``bbb-conf --secret`` says it, ``https://…/bigbluebutton/``."""
        self.address, self.secret, self.digest = f"{url.rstrip('/')}/api/", secret, digest

    def entry(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> Entry:
        made = self._make(room)
        joined = {
            "fullName": name,
            "meetingID": room.code,
            "role": ROLES[role],
            "userID": str(person_id),
            "createTime": made,  # this meeting and no later one of the same id
            "redirect": "true",
        }
        return Entry("redirect", self._signed("join", joined))

    def close(self, room: Room) -> None:
        """One that has ended already answers FAILED, which is as good."""
        self._ask("end", {"meetingID": room.code})

    def _make(self, room: Room) -> str:
        """Making it again gives the same one, and when it was made."""
        asked = {
            "name": str(room.id),
            "meetingID": room.code,
            "record": "false",
            "autoStartRecording": "false",
            "allowStartStopRecording": "false",
            "meetingExpireIfNoUserJoinedInMinutes": "10",
            "logoutURL": settings.SITE_URL,
        }
        told = self._ask("create", asked)
        if told.findtext("returncode") != "SUCCESS":
            raise _unreachable()
        return told.findtext("createTime") or ""

    def _ask(self, call: str, parameters: dict[str, str]) -> Element:
        try:
            answer = httpx2.get(self._signed(call, parameters), timeout=PATIENCE)
            answer.raise_for_status()
            found: Element = fromstring(answer.content)
        except (httpx2.HTTPError, ParseError) as fault:
            raise _unreachable() from fault
        return found

    def _signed(self, call: str, parameters: dict[str, str]) -> str:
        return self.address + signed_call(call, parameters, self.secret, self.digest)


def _unreachable() -> Unavailable:
    return Unavailable(_("The video server does not answer. Try again in a moment."))


def connect() -> BigBlueButton:
    return BigBlueButton(**settings.BIGBLUEBUTTON)
