"""Twenty people read what is being written while a realtime process is killed: each has everything, once, in order."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest
from django.conf import settings
from django.db import connection
from websockets.asyncio.client import connect

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World, caller_of, make_group
from lyceum.kernel.messaging.actions.opening import open_group
from lyceum.kernel.messaging.actions.posting import MessageText, post_message
from lyceum.kernel.messaging.queries.thread import changes_since
from lyceum.project.live import callers
from lyceum.project.live.tests.conftest import anyone, cookie_of
from lyceum.project.live.tests.reader import Reader
from lyceum.project.live.tests.realtime_process import RealtimeProcess
from tests.journeys.house import owner_and_app

pytestmark = pytest.mark.django_db
READERS, WRITERS, EACH, PATIENCE = 20, 3, 12, 30


@pytest.fixture(scope="module")
def process(world: World) -> Iterator[RealtimeProcess]:
    _owner, app = owner_and_app(str(connection.settings_dict["NAME"]))
    started = RealtimeProcess(DATABASE_URL=app, SITE_URL=settings.SITE_URL)
    yield started
    started.stop()


class Evening:
    """A class that talks: the first of its people write, the others read."""

    def __init__(self, world: World, process: RealtimeProcess) -> None:
        self.world, self.process = world, process
        people = [anyone(world) for _ in range(WRITERS + READERS)]
        group = make_group(world.ampere, "Evening class", people)
        self.conversation = open_group(caller_of(people[0]), group.id).id
        scope.leave()
        knocks = [self._knock(person) for person in people]
        self.writers = knocks[:WRITERS]
        self.readers = [self._reader(knock) for knock in knocks[WRITERS:]]
        self.said: list[str] = []

    async def pass_by(self) -> None:
        reading = [asyncio.create_task(reader.run()) for reader in self.readers]
        await _until(lambda: all(reader.whole_at for reader in self.readers))
        writing = [asyncio.create_task(self._write(number)) for number in range(WRITERS)]
        await _until(lambda: len(self.said) >= 5)
        self.process.kill()
        await asyncio.to_thread(self.process.start)
        await asyncio.gather(*writing)
        await _until(lambda: all(len(reader.known) >= len(self.said) for reader in self.readers))
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
        await callers.close()

    async def _write(self, number: int) -> None:
        for turn in range(EACH):
            await callers.ask(self.writers[number], self._posting(f"{number}.{turn}"))
            self.said.append(f"{number}.{turn}")
            await asyncio.sleep(0.2)

    def _posting(self, body: str) -> Callable[[Anyone], object]:
        return lambda caller: post_message(caller, self.conversation, new_identifier(), MessageText(body))

    def _knock(self, person: Membership) -> callers.Knock:
        return callers.Knock({"cookie": cookie_of(self.world, person)}, "192.0.2.1", "ampere")

    def _reader(self, knock: callers.Knock) -> Reader:
        async def ask(since: int) -> dict[str, object]:
            found = await callers.ask(knock, lambda caller: changes_since(caller, self.conversation, since))
            return asdict(found.outcome)

        address = f"ws://127.0.0.1:{self.process.port}/live?organisation=ampere"
        headers = {"Cookie": knock.headers["cookie"]}
        return Reader(
            f"conversation:{self.conversation}",
            lambda: connect(address, origin=settings.SITE_URL, additional_headers=headers),
            ask,
        )


def test_a_killed_process_loses_and_doubles_nothing(world: World, process: RealtimeProcess) -> None:
    evening = Evening(world, process)
    asyncio.run(evening.pass_by())
    first, *others = [reader.bodies for reader in evening.readers]
    assert sorted(first) == sorted(evening.said)
    assert len(first) == WRITERS * EACH
    assert all(bodies == first for bodies in others)
    assert all(reader.by_socket and reader.by_asking for reader in evening.readers)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)
