"""Frames pushed at a steady pace to a thousand sockets, and the same by LISTEN/NOTIFY without any of our code."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client

from bench import figures, house, processor
from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import make_member, make_organisation
from lyceum.project.live.tests.realtime_process import RealtimeProcess
from lyceum.project.live.tests.redis_server import RedisServer

ROOMS, SOCKETS_EACH, PER_SECOND, TEXT = 50, 10, 250, "x" * 200
PROCESSES, WARM = 2, 40  # the first sockets load what all share: their memory is not counted
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Room:
    slug: str
    topic: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds from the push to the client; ``memory``: kilobytes per socket; ``cpu``: the client's, of a core.

    ``work``: seconds of processor that the realtime processes took meanwhile.
    """

    expected: int
    seconds: float
    times: list[float]
    memory: float = 0
    closed: int = 0
    cpu: float = 0
    work: float = 0

    def at(self, share: float) -> float:
        return sorted(self.times)[int(len(self.times) * share)] if self.times else float("nan")


def made_rooms() -> list[Room]:
    mark, rooms = f"{time.time():.0f}", list[Room]()
    for number in range(ROOMS):
        organisation = make_organisation(f"Room {number}", f"room-{mark}-{number}")
        browser = Client()
        browser.force_login(make_member(organisation, Role.TEACHER).person)
        cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
        rooms.append(Room(organisation.slug, f"organisation:{organisation.id}:notices", cookie))
    return rooms


def over(kind: str, rooms: Sequence[Room], seconds: float, say: Say) -> Measured:
    with ExitStack() as opened:
        opened.enter_context(_bus(kind))
        processes = [RealtimeProcess(LIVE_BUS=kind) for _ in range(PROCESSES)]
        for process in processes:
            opened.callback(process.stop)
        found = _to_sockets(rooms, processes, seconds, say)
    say(f"over {kind}: p95 {found.at(0.95):.1f} ms")
    return found


@contextmanager
def _bus(kind: str) -> Iterator[None]:
    """Redis of its own, where it is asked for; this process pushes over the same bus as the others hear."""
    settings.PROVIDERS["bus"] = f"{kind}_bus"
    if kind != "redis":
        yield
        return
    with tempfile.TemporaryDirectory() as place:
        server = RedisServer(Path(place))
        settings.REDIS_URL = os.environ["REDIS_URL"] = server.url
        try:
            yield
        finally:
            server.kill()
            settings.REDIS_URL, settings.PROVIDERS["bus"] = "", "postgres_bus"
            del os.environ["REDIS_URL"]


def _to_sockets(rooms: Sequence[Room], processes: Sequence[RealtimeProcess], seconds: float, say: Say) -> Measured:
    plan = [
        {
            "port": str(process.port),
            "path": f"/live?organisation={room.slug}",
            "origin": settings.SITE_URL,
            "cookie": room.cookie,
        }
        for room in rooms
        for process in processes
        for _ in range(SOCKETS_EACH)
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "bench._listening"],
        cwd=house.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        assert client.stdin
        assert client.stdout

        def ask(line: str) -> str:
            print(line, file=client.stdin, flush=True)
            return client.stdout.readline()  # type: ignore[union-attr]

        print(json.dumps(plan), file=client.stdin)
        ask(str(WARM))
        before = _memory(processes)
        for count in range(200, len(plan) + 1, 200):
            say(f"{ask(str(count)).strip()} sockets are open")
        memory = (_memory(processes) - before) / (len(plan) - WARM)
        began, work = time.perf_counter(), _work(processes)
        pushes = at_pace(seconds, lambda number: _push(rooms[number % ROOMS]))
        took = time.perf_counter() - began
        time.sleep(2)
        work = _work(processes) - work
        heard = json.loads(ask("end"))
    cpu = heard["cpu"] / (took + 2)
    return Measured(pushes * SOCKETS_EACH * PROCESSES, took, heard["times"], memory, heard["closed"], cpu, work)


def _push(room: Room) -> None:
    push_content(room.topic, "said", {"at": time.time(), "text": TEXT})


def at_pace(seconds: float, say: Callable[[int], object]) -> int:
    began = time.perf_counter()
    for number in range(int(seconds * PER_SECOND)):
        ahead = number / PER_SECOND - (time.perf_counter() - began)
        if ahead > 0:
            time.sleep(ahead)
        say(number)
    return int(seconds * PER_SECOND)


async def without_our_code(seconds: float) -> Measured:
    given: dict[str, Any] = connection.get_connection_params()
    given = {name: value for name, value in given.items() if name not in {"cursor_factory", "context"}}
    times: list[float] = []

    async def listen(opened: psycopg.AsyncConnection[Any]) -> None:
        async for notice in opened.notifies():
            times.append((time.time() - json.loads(notice.payload)["at"]) * 1000)

    def push() -> int:
        with psycopg.connect(**given, autocommit=True) as speaking:

            def say(number: int) -> None:
                said = json.dumps({"at": time.time(), "n": number, "text": TEXT})
                speaking.execute("SELECT pg_notify('alone', %s)", [said])

            return at_pace(seconds, say)

    opened = [await psycopg.AsyncConnection.connect(**given, autocommit=True) for _ in range(PROCESSES)]
    for each in opened:
        await each.execute("LISTEN alone")
    tasks = [asyncio.create_task(listen(each)) for each in opened]
    began = time.perf_counter()
    pushes = await asyncio.to_thread(push)
    took = time.perf_counter() - began
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for each in opened:
        await each.close()
    return Measured(pushes * PROCESSES, took, times)


def _memory(processes: Sequence[RealtimeProcess]) -> int:
    return sum(_kilobytes(process.process.pid) for process in processes)


def _work(processes: Sequence[RealtimeProcess]) -> float:
    return sum(processor.seconds_of(process.process.pid) for process in processes)


def _kilobytes(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def table(bare: Measured, over: Mapping[str, Measured], seconds: float) -> str:
    rows = [["LISTEN/NOTIFY alone, 2 listeners", *_cells(bare, bare)]]
    rows += [[f"Lyceum over {kind}", *_cells(found, bare)] for kind, found in over.items()]
    head = ["", "told/s", "lost", "p50, ms", "p95, ms", "p99, ms", "p95 : alone", "kB a socket", "processor each, µs"]
    sockets = ROOMS * SOCKETS_EACH * PROCESSES
    client = ", ".join(f"{found.cpu:.0%} of a core over {kind}" for kind, found in over.items())
    return "\n\n".join(
        [
            figures.table(head, rows),
            f"{sockets:,} sockets on {PROCESSES} realtime processes, {ROOMS} rooms of {SOCKETS_EACH * PROCESSES} "
            f"sockets, {PER_SECOND} pushes of {len(TEXT)} letters a second for {seconds:.0f} s. A time is from the "
            "push to its reading by the client; the wish is a p95 of at most 50 ms. *Alone*: the same payloads by "
            "`pg_notify`, read by two connections in one process without any of our code. *Processor*: of the realtime "
            "processes, for one delivery, whoever else wants the cores. The client that listens "
            f"took {client}; sockets closed by a server: {sum(found.closed for found in over.values())}.",
        ]
    )


def _cells(found: Measured, bare: Measured) -> list[str]:
    return [
        f"{len(found.times) / found.seconds:,.0f}",
        str(found.expected - len(found.times)),
        *(f"{found.at(share):.1f}" for share in (0.5, 0.95, 0.99)),
        f"{found.at(0.95) / bare.at(0.95):.1f} : 1",
        f"{found.memory:.0f}" if found.memory else "",
        f"{1_000_000 * found.work / len(found.times):.0f}" if found.work else "",
    ]
