"""Against Debian's Janus itself."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from secrets import token_hex
from typing import Any

import pytest
from django.utils import timezone
from websockets.sync.client import ClientConnection, connect

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Unavailable
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.video.actions.entering import ask_to_enter
from lyceum.kernel.video.actions.hosting import admit_person, remove_person
from lyceum.kernel.video.actions.joining import join_call
from lyceum.kernel.video.adapters.janus import Janus
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.ports import provider
from lyceum.kernel.video.rules.janus import PLUGIN, token
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.tests.calls import call, joined, ticket
from lyceum.kernel.video.tests.janus_server import JanusServer

pytestmark = pytest.mark.program("janus")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JanusServer]:
    opened = JanusServer(tmp_path_factory.mktemp("janus"))
    yield opened
    opened.stop()


class Guest:
    """A browser's part, without the media."""

    def __init__(self, socket: ClientConnection, token: str) -> None:
        self.socket, self.token, self.session, self.handle = socket, token, None, None

    def say(self, janus: str, **words: Any) -> dict[str, Any]:
        known = {"session_id": self.session, "handle_id": self.handle, "token": self.token}
        carried = {name: value for name, value in known.items() if value}
        transaction = token_hex(4)
        self.socket.send(json.dumps({"janus": janus, "transaction": transaction, **carried, **words}))
        while True:
            told = json.loads(self.socket.recv(timeout=5))
            if told.get("transaction") == transaction and told["janus"] != "ack":
                return dict(told)

    def hear(self) -> dict[str, Any]:
        """What the plugin says next; that the media are gone may be told before it."""
        while True:
            told = json.loads(self.socket.recv(timeout=5))
            if told["janus"] == "event":
                return dict(told["plugindata"]["data"])

    def sit_down(self) -> None:
        self.session = self.handle = None
        self.session = self.say("create")["data"]["id"]
        self.handle = self.say("attach", plugin=PLUGIN)["data"]["id"]

    def join(self, room: str, pin: str, feed: str) -> dict[str, Any]:
        asked = {"request": "join", "ptype": "publisher", "room": room, "pin": pin, "id": feed, "display": "Ada"}
        return dict(self.say("message", body=asked)["plugindata"]["data"])


@pytest.fixture
def guest(server: JanusServer) -> Iterator[Guest]:
    with connect(server.settings["url"], subprotocols=["janus-protocol"]) as socket:  # type: ignore[list-item]
        yield Guest(socket, token(server.settings["secret"], timezone.now() + timedelta(minutes=1)))


def entered(server: JanusServer, room: Room) -> dict[str, Any]:
    entry = Janus(**server.settings).entry(room, new_identifier(), SeatRole.GUEST, "Ada")
    assert (entry.kind, entry.url) == ("janus", server.settings["url"])
    return dict(entry.params)


def test_a_ticket_opens_the_room_however_often_it_is_asked_for(server: JanusServer, guest: Guest) -> None:
    room = Room()
    assert entered(server, room).keys() == entered(server, room).keys() == {"room", "pin", "token"}
    given = entered(server, room)
    guest.token = given["token"]
    guest.sit_down()
    joined = guest.join(given["room"], given["pin"], "one")
    assert (joined["videoroom"], joined["room"], joined["id"]) == ("joined", room.code, "one")


def test_without_the_word_nobody_comes_in(server: JanusServer, guest: Guest) -> None:
    given = entered(server, Room())
    guest.sit_down()
    assert guest.join(given["room"], "guessed", "one")["error_code"] == 433  # unauthorized
    assert guest.join("another-room", given["pin"], "one")["error_code"] == 426  # no such room


@pytest.mark.parametrize("lasts", [timedelta(minutes=1), timedelta(seconds=-1)])
def test_a_token_of_somebody_else_or_of_yesterday_is_refused(
    server: JanusServer, guest: Guest, lasts: timedelta
) -> None:
    secret = "somebody else's" if lasts > timedelta() else server.settings["secret"]
    guest.token = token(secret, timezone.now() + lasts)
    assert guest.say("create")["error"]["code"] == 403


def test_whoever_holds_a_ticket_cannot_make_rooms_of_their_own(server: JanusServer, guest: Guest) -> None:
    guest.sit_down()
    told = guest.say("message", body={"request": "create", "room": "mine"})
    assert "error_code" in told["plugindata"]["data"]


def test_whoever_is_removed_is_out_and_a_room_that_is_closed_is_gone(server: JanusServer, guest: Guest) -> None:
    room, janus, me = Room(), Janus(**server.settings), new_identifier()
    given = entered(server, room)
    guest.sit_down()
    guest.join(given["room"], given["pin"], str(me))
    janus.expel(room, me)
    assert guest.hear() == {
        "videoroom": "event",
        "room": room.code,
        "leaving": "ok",
        "reason": "kicked",
    }
    janus.expel(room, me)  # again: nobody is there
    janus.close(room)
    janus.close(room)
    guest.sit_down()
    assert guest.join(given["room"], given["pin"], "two")["error_code"] == 426


def test_a_server_that_is_away_is_said_to_be_away(server: JanusServer) -> None:
    for changed in ({"api": "http://127.0.0.1:9/janus"}, {"admin_key": "guessed"}, {"secret": "guessed"}):
        with pytest.raises(Unavailable):
            Janus(**{**server.settings, **changed}).entry(Room(), new_identifier(), SeatRole.HOST, "Ada")


def test_a_host_who_removes_somebody_has_them_put_out_by_the_server(
    world: World, server: JanusServer, guest: Guest, settings: Any, run_jobs: Callable[[], int]
) -> None:
    settings.PROVIDERS = {**settings.PROVIDERS, "video": "janus"}
    settings.JANUS, settings.VIDEO_MESH_UP_TO = server.settings, 1
    provider.cache_clear()
    try:
        room = call(world.teacher, world.student)
        joined(world.teacher, room)
        ask_to_enter(world.student, room.code)
        admit_person(world.teacher, room.id, world.student.person_id)
        entering = ticket(world.student, room)
        join_call(world.student, room.id, entering.token)
        guest.token = entering.entry.params["token"]
        guest.sit_down()
        guest.join(room.code, entering.entry.params["pin"], str(entering.connection_id))
        remove_person(world.teacher, room.id, world.student.person_id)
        run_jobs()
    finally:
        provider.cache_clear()
    assert guest.hear()["reason"] == "kicked"
