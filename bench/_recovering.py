"""Messages posted through the REST door while two hundred clients read, and something is killed in the middle."""

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from websockets.asyncio.client import connect

from bench import figures, house
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import caller_of, make_group, make_member, make_organisation
from lyceum.kernel.messaging.actions.opening import open_group
from lyceum.project.live.tests.reader import Reader
from lyceum.project.live.tests.realtime_process import RealtimeProcess
from lyceum.project.start import database

CLASSES, PEOPLE, WRITERS, EACH, PAUSE = 10, 20, 2, 15, 1.0
PATIENCE = 120.0
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recovered:
    """``lost`` and ``doubled`` summed over all clients; ``behind``: seconds until the last of those cut off was whole.

    ``down``: seconds until what was killed answered again; ``repeated``: posts that had to be sent again.
    """

    name: str
    messages: int
    lost: int
    doubled: int
    disordered: int
    down: float
    behind: float
    repeated: int
    by_asking: float


@dataclass(slots=True)
class Class:
    slug: str
    conversation: str
    writers: list[str]  # their cookies
    readers: list[Reader]
    said: list[str] = field(default_factory=list)
    repeated: int = 0


def measured(say: Say) -> list[Recovered]:
    with ExitStack() as opened:
        opened.enter_context(_web())
        processes = [RealtimeProcess() for _ in range(2)]
        for process in processes:
            opened.callback(process.stop)
        threads = opened.enter_context(ThreadPoolExecutor(16))

        def killed() -> None:
            processes[0].kill()
            processes[0].start()

        def restarted() -> None:
            database.stop(house.VAR)
            database.started(house.VAR)

        found = []
        faults = [("`kill -9` of one of two realtime processes", killed), ("the database restarted", restarted)]
        for name, fault in faults:
            classes = _made(processes, threads)
            cut_off = [
                reader
                for each in classes
                for number, reader in enumerate(each.readers)
                if fault is restarted or number % 2 == 0
            ]
            found.append(asyncio.run(_lived_through(name, fault, classes, cut_off)))
            say(f"{name}: {found[-1].lost} lost, {found[-1].doubled} doubled, whole after {found[-1].behind:.1f} s")
        return found


@contextmanager
def _web() -> Iterator[None]:
    with (house.VAR / "web.log").open("wb") as log:
        command = [sys.executable, "-m", "lyceum.project.start.web"]
        process = subprocess.Popen(command, cwd=house.ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError):
                _call("/api/v1/health/live", "")
                break
            if time.monotonic() > deadline:
                raise SystemExit("the web process does not answer")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def _made(processes: Sequence[RealtimeProcess], threads: ThreadPoolExecutor) -> list[Class]:
    """Each class in an organisation of its own, so that names and groups are few."""
    made = []
    for number in range(CLASSES):
        organisation = make_organisation(f"Class {number}", f"class-{time.time_ns()}")
        people = [make_member(organisation, Role.STUDENT) for _ in range(PEOPLE + WRITERS)]
        group = make_group(organisation, "All", people)
        conversation = str(open_group(caller_of(people[0]), group.id).id)
        scope.leave()
        cookies = [_cookie(person) for person in people]
        each = Class(organisation.slug, conversation, cookies[:WRITERS], [])
        for turn, cookie in enumerate(cookies[WRITERS:]):
            each.readers.append(_reader(each, cookie, processes[turn % 2], threads))
        made.append(each)
    return made


def _cookie(person: Membership) -> str:
    browser = Client()
    browser.force_login(person.person)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def _reader(room: Class, cookie: str, process: RealtimeProcess, threads: ThreadPoolExecutor) -> Reader:
    async def ask(since: int) -> dict[str, Any]:
        path = f"{_messages(room)}?since={since}&limit=200"
        answer: dict[str, Any] = await asyncio.get_running_loop().run_in_executor(threads, _call, path, cookie)
        return answer

    address = f"ws://127.0.0.1:{process.port}/live?organisation={room.slug}"
    return Reader(
        f"conversation:{room.conversation}",
        lambda: connect(
            address, origin=settings.SITE_URL, additional_headers={"Cookie": cookie}, open_timeout=PATIENCE
        ),
        ask,
    )


async def _lived_through(
    name: str, fault: Callable[[], None], classes: Sequence[Class], cut_off: Sequence[Reader]
) -> Recovered:
    readers = [reader for each in classes for reader in each.readers]
    reading = [asyncio.create_task(reader.run()) for reader in readers]
    await _until(lambda: all(reader.whole_at for reader in readers))
    before = sum(reader.by_asking for reader in readers)
    writing = [asyncio.create_task(_write(each, number)) for each in classes for number in range(WRITERS)]
    await asyncio.sleep(EACH * PAUSE / 3)
    began = time.monotonic()
    await asyncio.to_thread(fault)
    down = time.monotonic() - began
    await _until(lambda: all(reader.whole_at > began for reader in cut_off))
    behind = max(reader.whole_at for reader in cut_off) - began
    await asyncio.gather(*writing)
    with suppress(TimeoutError):
        await _until(lambda: all(set(each.said) <= set(r.bodies) for each in classes for r in each.readers), within=30)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    asked = sum(reader.by_asking for reader in readers) - before
    return Recovered(
        name,
        sum(len(each.said) for each in classes),
        sum(len(set(each.said) - set(reader.bodies)) for each in classes for reader in each.readers),
        sum(len(reader.bodies) - len(set(reader.bodies)) for reader in readers),
        sum(reader.bodies != each.readers[0].bodies for each in classes for reader in each.readers),
        down,
        behind,
        sum(each.repeated for each in classes),
        asked / max(1, asked + sum(reader.by_socket for reader in readers)),
    )


async def _write(room: Class, number: int) -> None:
    """As the page's outbox does: the same message again, under the same id, until it is answered."""
    for turn in range(EACH):
        message = {"id": str(new_identifier()), "body": f"{number}.{turn}"}
        while not await _posted(room, room.writers[number], message):
            room.repeated += 1
            await asyncio.sleep(0.5)
        room.said.append(message["body"])
        await asyncio.sleep(PAUSE)


async def _posted(room: Class, cookie: str, message: dict[str, str]) -> bool:
    try:
        await asyncio.to_thread(_call, _messages(room), cookie, message)
    except OSError:
        return False
    return True


def _messages(room: Class) -> str:
    return f"/{room.slug}/api/v1/conversations/{room.conversation}/messages"


def _call(path: str, cookie: str, body: dict[str, str] | None = None) -> Any:
    """Raises OSError for whatever is not an answer."""
    token = "x" * 32
    request = urllib.request.Request(
        f"http://127.0.0.1:{os.environ['PORT']}{path}",
        data=json.dumps(body).encode() if body else None,
        headers={
            "Host": f"localhost:{settings.PORT}",
            "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        told = refused.read().decode()
        if refused.code < 500 and refused.code != 429:
            raise SystemExit(f"{path} answered {refused.code}: {told}") from refused
        raise


async def _until(holds: Callable[[], bool], within: float = PATIENCE) -> None:
    async with asyncio.timeout(within):
        while not holds():
            await asyncio.sleep(0.05)


def table(found: Sequence[Recovered]) -> str:
    head = ["", "messages", "lost", "doubled", "in another order", "away, s", "all whole after, s", "sent again"]
    rows = [
        (r.name, r.messages, r.lost, r.doubled, r.disordered, f"{r.down:.1f}", f"{r.behind:.1f}", r.repeated)
        for r in found
    ]
    shares = " and ".join(f"{r.by_asking:.0%}" for r in found)
    return "\n\n".join(
        [
            figures.table(head, rows),
            f"{CLASSES * PEOPLE} clients in {CLASSES} conversations, half of them on each of two realtime processes; "
            f"{CLASSES * WRITERS} people write, each {EACH} messages through REST, {1 / PAUSE:g} a second, and repeat "
            "under the same id what was not answered. *Lost*, *doubled* and *in another order* are summed over all "
            "clients. *All whole after*: from the fault until the last client that it cut off had asked for all since "
            f"its cursor. By asking rather than by the socket came {shares} of what they read.",
        ]
    )
