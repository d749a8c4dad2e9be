"""Frames told to 1,000 open sockets on two realtime processes, over each bus, beside the bus without our code.

``bin/bench messaging --keep`` writes ``docs/figures.md``. Fifty rooms of twenty sockets; 250 pushes a second.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import house

VAR = house.VAR.with_name("bench-messaging")
ROOMS, SOCKETS_EACH, PER_SECOND, TEXT = 50, 10, 250, "x" * 200
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Room:
    slug: str
    topic: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds from the push to the client; ``memory``: kilobytes per socket, in the server."""

    told: int
    expected: int
    seconds: float
    times: list[float]
    memory: float = 0

    def at(self, share: float) -> float:
        return sorted(self.times)[int(len(self.times) * share)] if self.times else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    house.settle_in()
    os.environ["LYCEUM_VAR"] = str(VAR)
    VAR.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "lyceum", "migrate", "-v0"], check=True, cwd=house.ROOT)
    import django

    django.setup()
    from bench import figures

    block = measured(asked.seconds)
    if asked.keep:
        figures.write("bench messaging", block)
    print(block)


def measured(seconds: float) -> str:
    from bench import figures

    load, rooms = os.getloadavg()[0], made_rooms()
    bare = asyncio.run(without_our_code(seconds))
    rows = [["LISTEN/NOTIFY alone, 2 listeners", *_cells(bare, bare)]]
    for kind in ("postgres", "redis"):
        with bus(kind), processes(kind) as addresses:
            rows.append([f"Lyceum over {kind}", *_cells(asyncio.run(to_sockets(rooms, addresses, seconds)), bare)])
    head = ["", "told/s", "lost", "p50, ms", "p95, ms", "p99, ms", "p95 : alone", "kB per socket"]
    told = ROOMS * SOCKETS_EACH * PROCESSES
    return "\n\n".join(
        [
            "## Messages live: `bin/bench messaging`",
            f"{figures.machine('embedded PostgreSQL')}. {told:,} sockets on {PROCESSES} realtime processes, {ROOMS} "
            f"rooms of {SOCKETS_EACH * PROCESSES} sockets, {PER_SECOND} pushes of {len(TEXT)} letters a second, for "
            f"{seconds:.0f} s. Servers, database and the client that reads share the cores, as did other people's "
            f"programs: {load:.1f} wanted them when it began, {os.getloadavg()[0]:.1f} when it ended.",
            figures.table(head, rows),
            "A time is from the push to its reading by the client. *Alone*: the same payloads by `pg_notify`, read by "
            "two connections in one process without any of our code.",
        ]
    )


def _cells(found: Measured, bare: Measured) -> list[str]:
    return [
        f"{found.told / found.seconds:,.0f}",
        str(found.expected - found.told),
        *(f"{found.at(share):.1f}" for share in (0.5, 0.95, 0.99)),
        f"{found.at(0.95) / bare.at(0.95):.1f} : 1",
        f"{found.memory:.0f}" if found.memory else "",
    ]


def made_rooms() -> list[Room]:
    from django.conf import settings
    from django.test import Client

    from lyceum.kernel.foundation.rules.roles import Role
    from lyceum.kernel.identity.tests.factories import make_member, make_organisation

    settings.ALLOWED_HOSTS.append("testserver")
    mark, rooms = f"{time.time():.0f}", list[Room]()
    for number in range(ROOMS):
        organisation = make_organisation(f"Room {number}", f"room-{mark}-{number}")
        browser = Client()
        browser.force_login(make_member(organisation, Role.TEACHER).person)
        cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
        rooms.append(Room(organisation.slug, f"organisation:{organisation.id}:notices", cookie))
    return rooms


@contextmanager
def bus(kind: str) -> Iterator[None]:
    """Redis of its own, where it is asked for; this process pushes over the same bus as the others hear."""
    from django.conf import settings

    settings.PROVIDERS["bus"] = f"{kind}_bus"
    if kind != "redis":
        yield
        return
    with tempfile.TemporaryDirectory() as place:
        given = f"--port 0 --unixsocket {place}/redis.sock --dir {place} --save --appendonly no"
        process = subprocess.Popen(["redis-server", *given.split()], stdout=subprocess.DEVNULL)
        settings.REDIS_URL = os.environ["REDIS_URL"] = f"unix://{place}/redis.sock"
        try:
            while not Path(place, "redis.sock").exists():
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait()
            del os.environ["REDIS_URL"]


@contextmanager
def processes(kind: str) -> Iterator[dict[int, int]]:
    """Realtime processes: port → process."""
    from lyceum.project.start import ports

    started = {}
    for _ in range(PROCESSES):
        port = ports.free_pair() + 1000
        environment = os.environ | {"REALTIME_PORT": str(port), "LIVE_BUS": kind}
        started[port] = subprocess.Popen(
            [sys.executable, "-m", "lyceum.project.start.realtime"], cwd=house.ROOT, env=environment
        )
        _wait_for(port)
    try:
        yield {port: process.pid for port, process in started.items()}
    finally:
        for process in started.values():
            process.terminate()
            process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/live/health", timeout=2).close()
            return
        time.sleep(0.1)
    raise SystemExit("a realtime process does not answer")


async def to_sockets(rooms: list[Room], addresses: dict[int, int], seconds: float) -> Measured:
    from django.conf import settings
    from websockets.asyncio.client import connect

    before = sum(map(_memory, addresses.values()))
    times: list[float] = []

    async def listen(socket: Any) -> None:
        async for text in socket:
            said = json.loads(text)
            if said.get("kind") == "said":
                times.append((time.time() - said["content"]["at"]) * 1000)

    tasks, sockets = [], []
    for room in rooms:
        for port in addresses:
            for _ in range(SOCKETS_EACH):
                socket = await connect(
                    f"ws://127.0.0.1:{port}/live?organisation={room.slug}",
                    origin=settings.SITE_URL,
                    additional_headers={"Cookie": room.cookie},
                    compression=None,
                )
                await socket.send('{"subscribe": ["notices"]}')
                assert "subscribed" in await socket.recv()
                sockets.append(socket)
                tasks.append(asyncio.create_task(listen(socket)))
    memory = (sum(map(_memory, addresses.values())) - before) / len(sockets)
    began = time.perf_counter()
    pushes = await asyncio.to_thread(_push_all, rooms, seconds)
    took = time.perf_counter() - began
    await asyncio.sleep(2)
    for socket in sockets:
        await socket.close()
    await asyncio.gather(*tasks)
    return Measured(len(times), pushes * SOCKETS_EACH * PROCESSES, took, times, memory)


def _push_all(rooms: list[Room], seconds: float) -> int:
    from lyceum.kernel.foundation.live import push_content

    return _at_pace(
        seconds,
        lambda number: push_content(rooms[number % ROOMS].topic, "said", {"at": time.time(), "text": TEXT}),
    )


def _at_pace(seconds: float, say: Any) -> int:
    began = time.perf_counter()
    for number in range(int(seconds * PER_SECOND)):
        ahead = number / PER_SECOND - (time.perf_counter() - began)
        if ahead > 0:
            time.sleep(ahead)
        say(number)
    return int(seconds * PER_SECOND)


async def without_our_code(seconds: float) -> Measured:
    import psycopg
    from django.db import connection

    given = {n: v for n, v in connection.get_connection_params().items() if n not in {"cursor_factory", "context"}}
    times: list[float] = []

    async def listen(opened: psycopg.AsyncConnection[Any]) -> None:
        async for notice in opened.notifies():
            times.append((time.time() - json.loads(notice.payload)["at"]) * 1000)

    opened = [await psycopg.AsyncConnection.connect(**given, autocommit=True) for _ in range(PROCESSES)]
    for each in opened:
        await each.execute("LISTEN alone")
    tasks = [asyncio.create_task(listen(each)) for each in opened]

    def push() -> int:
        with psycopg.connect(**given, autocommit=True) as speaking:

            def say(number: int) -> None:
                said = json.dumps({"at": time.time(), "n": number, "text": TEXT})
                speaking.execute("SELECT pg_notify('alone', %s)", [said])

            return _at_pace(seconds, say)

    began = time.perf_counter()
    pushes = await asyncio.to_thread(push)
    took = time.perf_counter() - began
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for each in opened:
        await each.close()
    return Measured(len(times), pushes * PROCESSES, took, times)


def _memory(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    main()
