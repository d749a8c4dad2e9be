"""What a socket endures: nonsense, floods, clients that never read, bytes that are no protocol at all."""

import json
import random
import socket
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.conf import settings
from websockets.exceptions import ConnectionClosed

from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.asgi import bus, sockets
from lyceum.project.live.tests.conftest import Opens, anyone, ask, closes_with, cookie_of, hear

pytestmark = pytest.mark.django_db
NONSENSE = [
    "",
    "{",
    "null",
    "[]",
    "{}",
    '{"subscribe": "notices"}',
    '{"subscribe": [1]}',
    '{"subscribe": [[]]}',
    '{"open": ["notices"]}',
    '{"subscribe": {"a": 1}}',
    "[" * 4000,
    '"\\ud800"',
    '{"say": 1}',
    '{"say": "echo", "about": []}',
    '{"say": "echo", "about": {"text": 1}}',
    '{"say": "echo", "about": {"text": "\\ud800"}}',
    '{"say": "echo", "subscribe": []}',
]


def test_ten_thousand_malformed_frames_leave_the_others_in_peace(world: World, opens: Opens, port: int) -> None:
    listener = opens(world.members[Role.TEACHER], "ampere")
    ask(listener, "notices")
    opening = _handshake(world)
    for _ in range(20):
        frames = [random.choice(NONSENSE).encode("utf-8", "surrogatepass")[:125] for _ in range(250)]
        frames += [random.randbytes(random.randint(0, 125)) for _ in range(250)]
        with _opened(port, opening) as raw:
            raw.sendall(b"".join(map(_masked, frames)))
            _read_to_the_end(raw)
    push(f"organisation:{world.ampere.id}:notices", "refresh")
    assert hear(listener)["kind"] == "refresh"


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_answered_and_soon_no_longer(world: World, opens: Opens, text: str) -> None:
    made = opens(anyone(world), "ampere")
    made.send(text)
    assert hear(made) == {"error": "unreadable"}
    for _ in range(19):
        made.send(text)
    assert closes_with(made) == 4429


def test_bytes_that_are_no_websocket_do_no_harm(world: World, opens: Opens, port: int) -> None:
    listener = opens(world.members[Role.TEACHER], "ampere")
    ask(listener, "notices")
    broken = [b"\x83\x00", b"\x81\x7f" + b"\xff" * 8, b"\x01\x00", b"\xff" * 64, b"\x81\x82\x00\x00\x00\x00\xff\xfe"]
    for frame in broken:
        with _opened(port, _handshake(world)) as raw:
            raw.sendall(frame)
    push(f"organisation:{world.ampere.id}:notices", "refresh")
    assert hear(listener)["kind"] == "refresh"


def test_a_frame_that_is_too_large_ends_the_socket(world: World, opens: Opens) -> None:
    made = opens(anyone(world), "ampere")
    made.send(json.dumps({"subscribe": ["x" * 9000]}))
    assert hear(made) == {"error": "unreadable"}
    made.send(json.dumps({"say": "echo", "about": {"text": "x" * 100_000}}))
    assert closes_with(made) == 1009


def test_a_flood_of_good_frames_ends_the_socket(world: World, opens: Opens) -> None:
    made = opens(anyone(world), "ampere")
    with suppress(ConnectionClosed):  # it may have ended before we have
        for _ in range(60):
            made.send('{"unsubscribe": ["notices"]}')
    assert closes_with(made) == 4429


def test_nobody_hears_more_topics_than_a_page_can_show(world: World, opens: Opens) -> None:
    made = opens(anyone(world), "ampere")
    assert ask(made, *(f"topic-{number}" for number in range(51))) == {"subscribed": []}
    assert len(hear(made)["refused"]) == 51


def test_nobody_holds_more_sockets_than_they_have_tabs(world: World, opens: Opens) -> None:
    member = anyone(world)
    held = [opens(member, "ampere") for _ in range(20)]
    for each in held:
        ask(each, "notices")
    assert closes_with(opens(member, "ampere")) == 4429
    others = len(sockets)
    held.pop().close()
    _wait_until(lambda: len(sockets) == others - 1)
    assert ask(opens(member, "ampere"), "notices") == {"subscribed": ["notices"]}


def test_a_client_that_never_reads_is_left_behind(world: World, opens: Opens, port: int) -> None:
    listener = opens(world.members[Role.TEACHER], "ampere")
    ask(listener, "notices")
    others = len(sockets)
    topic = f"organisation:{world.ampere.id}:notices"
    with _opened(port, _handshake(world), reads=4096) as slow:
        slow.sendall(_masked(b'{"subscribe": ["notices"]}'))
        _wait_until(lambda: len(bus.listeners[topic]) == 2)
        for _ in range(400):
            push(topic, "refresh", filling="x" * 6000)
            assert hear(listener)["kind"] == "refresh"
        _wait_until(lambda: len(sockets) == others)


def _opened(port: int, opening: bytes, reads: int = 65_536) -> socket.socket:
    """A client of few manners, whose handshake has been accepted."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, reads)
    raw.settimeout(5)
    raw.connect(("127.0.0.1", port))
    raw.sendall(opening)
    assert raw.recv(1024).startswith(b"HTTP/1.1 101")
    return raw


def _read_to_the_end(raw: socket.socket) -> None:
    """Until the server has had enough of it."""
    with suppress(ConnectionResetError):
        while raw.recv(4096):
            pass


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _handshake(world: World) -> bytes:
    return (
        f"GET /live?organisation=ampere HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: {settings.SITE_URL}\r\n"
        f"Cookie: {cookie_of(world, anyone(world))}\r\n\r\n"
    ).encode()


def _masked(text: bytes) -> bytes:
    """A text frame of a client, masked with zeros."""
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text
