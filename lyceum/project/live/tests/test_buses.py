"""One contract for both buses: what is committed arrives, whole and in order, or everybody is told to look again."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from lyceum.kernel.foundation.live import push, push_content, revoke
from lyceum.kernel.foundation.rules.frames import Frame
from lyceum.project.live.bus import Bus
from lyceum.project.live.tests.conftest import cut_the_bus
from lyceum.project.live.tests.redis_server import RedisServer

pytestmark = pytest.mark.django_db
RESYNC, REDIS = "resync", "lyceum.kernel.foundation.adapters.redis_bus"


class Heard:
    """A realtime process of which only the bus runs."""

    def __init__(self) -> None:
        self.bus, self.told = Bus(), list[str]()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self.wait_for(lambda: self.bus.is_open)
        self.told.clear()

    def hear(self, frame: Frame) -> None:
        self.told.append(frame.text)

    def wait_for(self, holds: Callable[[], Any], within: float = 6) -> None:
        deadline = time.monotonic() + within
        while not holds():
            assert time.monotonic() < deadline, self.told[-3:]
            time.sleep(0.02)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.task.cancel)
        self.thread.join(timeout=5)
        assert not self.thread.is_alive()
        self.loop.close()

    def _run(self) -> None:
        self.bus.join(self, "lamp:1")
        self.task = self.loop.create_task(self.bus.run(reopened=lambda: self.told.append(RESYNC)))
        with suppress(asyncio.CancelledError):
            self.loop.run_until_complete(self.task)


@pytest.fixture(scope="module", autouse=True)
def _database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Nothing is written: what is committed is what is said."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    made = RedisServer(Path(tmp_path_factory.mktemp("redis")))
    yield made
    made.kill()


@pytest.fixture(params=["postgres", "redis"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def heard(kind: str, server: RedisServer, settings: Any) -> Iterator[Heard]:
    settings.PROVIDERS = {**settings.PROVIDERS, "bus": f"{kind}_bus"}
    settings.REDIS_URL = server.url
    made = Heard()
    yield made
    made.close()
    if kind == "redis":
        import_module(REDIS).disconnect()


def shines(number: int, **more: Any) -> None:
    push_content("lamp:1", "shines", {"number": number, **more})


def said(number: int) -> str:
    return f'{{"topic": "lamp:1", "kind": "shines", "content": {{"number": {number}}}}}'


def test_what_is_committed_arrives_in_order(heard: Heard) -> None:
    for number in range(3):
        with transaction.atomic():
            for each in range(5):
                shines(number * 5 + each)
    heard.wait_for(lambda: len(heard.told) == 15)
    assert heard.told == [said(number) for number in range(15)]


def test_what_is_rolled_back_was_never_said(heard: Heard) -> None:
    with transaction.atomic():
        shines(1)
        push("lamp:1", "refresh")
        transaction.set_rollback(True)
    shines(2)
    push("lamp:2", "refresh")
    shines(3)
    heard.wait_for(lambda: len(heard.told) == 2)
    assert heard.told == [said(2), said(3)]


def test_what_was_told_lately_is_known_and_then_forgotten(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard.bus.told_within(60, ["lamp:2"])  # it cannot tell: it was not listening yet
    heard.bus.heard_since -= 60
    shines(1)
    heard.wait_for(lambda: heard.told == [said(1)])
    assert heard.bus.told_within(5, ["lamp:2", "lamp:1"])
    assert not heard.bus.told_within(5, ["lamp:2"])
    assert heard.bus.told_within(30, ["lamp:2"])  # longer than it remembers
    monkeypatch.setattr("lyceum.project.live.bus.REMEMBERED_SECONDS", 0.2)
    time.sleep(0.25)
    assert not heard.bus.told_within(0.1, ["lamp:1"])
    push("lamp:2", "refresh")
    heard.wait_for(lambda: "lamp:2" in heard.bus.lately)
    assert "lamp:1" not in heard.bus.lately


def test_what_is_long_arrives_whole(heard: Heard) -> None:
    text = "".join(chr(0x4E00 + number * number % 20_000) for number in range(60_000))
    shines(1, text=text)
    shines(2)
    heard.wait_for(lambda: len(heard.told) == 2)
    assert heard.told[0].endswith(f'"text": "{text}"}}}}')


def test_after_a_cut_everybody_looks_again(heard: Heard, kind: str, server: RedisServer) -> None:
    server.cut() if kind == "redis" else cut_the_bus()
    heard.wait_for(lambda: RESYNC in heard.told and heard.bus.is_open)
    shines(1)
    heard.wait_for(lambda: said(1) in heard.told)


@pytest.mark.parametrize("kind", ["redis"], indirect=True)
def test_while_redis_is_down_postgres_carries(heard: Heard, server: RedisServer) -> None:
    server.kill()
    with transaction.atomic():
        shines(1)
    heard.wait_for(lambda: said(1) in heard.told)
    server.start()
    heard.wait_for(lambda: heard.told == [said(1), RESYNC])
    heard.wait_for(lambda: heard.bus.is_open)
    with transaction.atomic():
        shines(2)
        server.kill()
    heard.wait_for(lambda: said(2) in heard.told)
    server.start()


@pytest.mark.parametrize("kind", ["redis"], indirect=True)
def test_rights_are_lost_by_the_commit_itself(heard: Heard, server: RedisServer) -> None:
    server.kill()
    with transaction.atomic():
        revoke("lamp:1")
    heard.wait_for(lambda: '{"topic": "lamp:1", "kind": "revoked"}' in heard.told, within=1)
    server.start()


@pytest.mark.parametrize("kind", ["redis"], indirect=True)
def test_who_is_killed_before_telling_is_found_out(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{REDIS}.MARK_IS_OLD", 0.1)
    with monkeypatch.context() as killed:
        killed.setattr(f"{REDIS}._publish", lambda frames, mark: None)
        shines(1)
    heard.wait_for(lambda: heard.told == [RESYNC])
    heard.wait_for(lambda: heard.bus.is_open)
    time.sleep(3)
    assert heard.told == [RESYNC]
