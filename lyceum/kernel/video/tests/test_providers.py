"""Servers that were not installed: their tokens, checksums and answers as their documentation shows them."""

from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import jwt
import pytest
from django.utils import timezone

from lyceum.kernel.foundation.rules.refusal import Unavailable
from lyceum.kernel.video.adapters.bigbluebutton import BigBlueButton
from lyceum.kernel.video.adapters.jitsi import Jitsi
from lyceum.kernel.video.adapters.livekit import LiveKit
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.rules.checksum import signed_call
from lyceum.kernel.video.rules.janus import token
from lyceum.kernel.video.rules.role import SeatRole

ADA = UUID("01a00000-0000-7000-8000-000000000001")
SECRET = "a secret that is long enough for HS256"
MADE = b"""<response><returncode>SUCCESS</returncode><meetingID>x</meetingID><createTime>1531155809613</createTime>
<hasBeenForciblyEnded>false</hasBeenForciblyEnded><messageKey>duplicateWarning</messageKey></response>"""
FAILED = b"<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>"


def claims_of(encoded: str, **options: Any) -> dict[str, Any]:
    return dict(jwt.decode(encoded, SECRET, ["HS256"], **options))


def asked_of(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


@pytest.mark.parametrize(("role", "moderator"), [(SeatRole.HOST, "true"), (SeatRole.GUEST, "false")])
def test_jitsi_is_told_who_comes_to_which_room_as_what(role: SeatRole, moderator: str) -> None:
    room = Room()
    entry = Jitsi("https://meet.example.org/", "meet.example.org", "lyceum", SECRET).entry(
        room, ADA, role, "Ada Lovelace"
    )
    assert entry.kind == "redirect"
    assert entry.url.startswith(f"https://meet.example.org/{room.code}?jwt=")
    claims = claims_of(asked_of(entry.url)["jwt"], audience="jitsi")
    expires, begins = claims.pop("exp"), claims.pop("nbf")
    assert 0 < expires - timezone.now().timestamp() <= 120
    assert begins <= timezone.now().timestamp()
    assert claims == {
        "aud": "jitsi",
        "iss": "lyceum",
        "sub": "meet.example.org",
        "room": room.code,
        "context": {
            "user": {"id": str(ADA), "name": "Ada Lovelace", "moderator": moderator},
            "features": {"recording": "false", "livestreaming": "false", "transcription": "false"},
        },
    }


@pytest.mark.parametrize(("role", "leads"), [(SeatRole.HOST, True), (SeatRole.GUEST, False)])
def test_livekit_is_told_who_comes_to_which_room_as_what(role: SeatRole, leads: bool) -> None:
    room = Room()
    livekit = LiveKit("wss://lk.example.org", "https://meet.example.org/custom/", "APIMmxiL8rquKztZEoZJV9Fb", SECRET)
    entry = livekit.entry(room, ADA, role, "Ada Lovelace")
    assert (entry.kind, asked_of(entry.url)["liveKitUrl"]) == ("redirect", "wss://lk.example.org")
    claims = claims_of(asked_of(entry.url)["token"])
    assert 0 < claims.pop("exp") - timezone.now().timestamp() <= 120
    assert claims.pop("nbf") <= timezone.now().timestamp()
    assert claims == {
        "iss": "APIMmxiL8rquKztZEoZJV9Fb",
        "sub": str(ADA),
        "name": "Ada Lovelace",
        "video": {
            "room": room.code,
            "roomJoin": True,
            "canPublish": True,
            "canSubscribe": True,
            "canPublishData": True,
            "roomAdmin": leads,
            "roomRecord": False,
        },
    }


def test_bigbluebuttons_documented_call_has_its_documented_checksum() -> None:
    asked = {"name": "Test Meeting", "meetingID": "abc123", "attendeePW": "111222", "moderatorPW": "333444"}
    assert signed_call("create", asked, "639259d4-9dd8-4b25-bf01-95f9567eaf4b", "sha1") == (
        "create?name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444"
        "&checksum=1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17"
    )


class Meeting:
    """Answers ``create`` as it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer, self.status = MADE, 200
        meeting = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                meeting.asked.append(self.path)
                self.send_response(meeting.status)
                self.end_headers()
                self.wfile.write(meeting.answer)

            def log_message(self, *words: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/bigbluebutton/"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def meeting() -> Iterator[Meeting]:
    opened = Meeting()
    yield opened
    opened.stop()


def test_bigbluebutton_makes_the_meeting_without_recording_and_lets_in_this_person(meeting: Meeting) -> None:
    room = Room()
    entry = BigBlueButton(meeting.url, SECRET).entry(room, ADA, SeatRole.HOST, "Ada Lovelace")
    (made,) = meeting.asked
    assert made.startswith("/bigbluebutton/api/create?")
    told = asked_of(made)
    assert {name: told[name] for name in ("meetingID", "record", "allowStartStopRecording")} == {
        "meetingID": room.code,
        "record": "false",
        "allowStartStopRecording": "false",
    }
    joined = asked_of(entry.url)
    _, _, checksum = entry.url.partition("/api/join?")[2].rpartition("&checksum=")
    assert joined.pop("checksum") == checksum
    assert entry.url.endswith(signed_call("join", joined, SECRET))
    assert joined == {
        "fullName": "Ada Lovelace",
        "meetingID": room.code,
        "role": "MODERATOR",
        "userID": str(ADA),
        "createTime": "1531155809613",
        "redirect": "true",
    }


@pytest.mark.parametrize(
    ("status", "answer"), [(200, FAILED), (500, MADE), (200, b"<response>"), (200, b"<!DOCTYPE x>")]
)
def test_a_bigbluebutton_that_does_not_make_it_is_said_to_be_away(meeting: Meeting, status: int, answer: bytes) -> None:
    meeting.status, meeting.answer = status, answer
    with pytest.raises(Unavailable):
        BigBlueButton(meeting.url, SECRET).entry(Room(), ADA, SeatRole.GUEST, "Ada")


def test_janus_token_is_signed_as_its_documentation_says() -> None:
    """``echo -n "1700000000,janus,janus.plugin.videoroom" | openssl dgst -sha1 -hmac janus -binary | base64``"""
    signed = token("janus", datetime.fromtimestamp(1_700_000_000, timezone.get_default_timezone()))
    assert signed == "1700000000,janus,janus.plugin.videoroom:8YthpHgLHAOwcp64sE1Kz76oU4Q="
