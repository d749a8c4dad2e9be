"""A real realtime server on a real port, in a thread, on the test database."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World, make_member, make_person
from lyceum.project.asgi import bus
from lyceum.project.start.realtime import OPTIONS

Opens = Callable[..., ClientConnection]


@pytest.fixture
def _django_db_helper() -> None:
    """These tests are about what others see, so nothing is wrapped in a transaction of the test."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for the file, really committed: the server sees it through connections of its own."""
    with django_db_blocker.unblock():
        yield World()
        scope.leave()
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


@pytest.fixture(scope="module")
def port(world: World) -> Iterator[int]:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32_768)  # so that a slow client is soon seen
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config("lyceum.project.asgi:application", **{**OPTIONS, "timeout_graceful_shutdown": 1})
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    _wait_for_the_bus()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()
    assert not thread.is_alive()


def _wait_for_the_bus() -> None:
    deadline = time.monotonic() + 10
    while not bus.is_open:
        assert time.monotonic() < deadline, "the bus does not open"
        time.sleep(0.01)


@pytest.fixture
def opens(port: int, world: World) -> Iterator[Opens]:
    """``opens(member, "ampere")``: a socket as a browser of this member would open it."""
    with ExitStack() as opened:

        def open_socket(member: Membership | None, organisation: str = "", **options: Any) -> ClientConnection:
            asked = f"?organisation={organisation}" if organisation else ""
            address = f"ws://127.0.0.1:{port}{options.pop('path', '/live')}{asked}"
            headers = {"Cookie": cookie_of(world, member)} if member else {}
            origin = options.pop("origin", settings.SITE_URL)
            return opened.enter_context(connect(address, origin=origin, additional_headers=headers, **options))

        yield open_socket


def anyone(world: World) -> Membership:
    """A student of their own for a test that shall not meet the others'."""
    return make_member(world.ampere, Role.STUDENT, person=make_person())


def cookie_of(world: World, member: Membership) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={world.browser(member).cookies[name].value}"


def ask(connection: ClientConnection, *names: str) -> dict[str, Any]:
    connection.send(json.dumps({"subscribe": names}))
    return hear(connection)


def hear(connection: ClientConnection, within: float = 5) -> dict[str, Any]:
    heard: dict[str, Any] = json.loads(connection.recv(timeout=within))
    return heard


def closes_with(connection: ClientConnection, within: float = 5) -> int:
    """The code that the server closes with; what it says before is passed over."""
    with pytest.raises(ConnectionClosed) as closed:
        _listen_on(connection, time.monotonic() + within)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def _listen_on(connection: ClientConnection, until: float) -> None:
    while True:
        connection.recv(timeout=max(0.01, until - time.monotonic()))


def cut_the_bus() -> None:
    """As a database does that is started again: the one connection that listens is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'lyceum-live' AND datname = current_database()"
        )
        assert cursor.fetchall() == [(True,)]
        cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")
