"""One socket: what its person may hear and say, at a pace that neither side can overwhelm."""

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from lyceum.kernel.foundation.live import person_topic, sign_in_topic
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.frames import REVOKED, Frame
from lyceum.kernel.operations.interface.metrics import SLOW
from lyceum.project.live import callers
from lyceum.project.live.bus import Bus
from lyceum.project.live.pace import Listening, Pace, Saying, read

MOST_TOPICS, MOST_WAITING, RECHECK_SECONDS, AGAIN_SECONDS = 50, 200, 30.0, 0.5
MOST_FAULTS = 20
SIGNED_OUT, NOT_ALLOWED, TOO_MANY, TOO_SLOW = 4401, 4403, 4429, 1013
Outcome = TypeVar("Outcome")


class Socket:
    def __init__(self, websocket: WebSocket, bus: Bus, knock: callers.Knock) -> None:
        self.websocket, self.bus, self.knock = websocket, bus, knock
        self.asked: dict[str, frozenset[str]] = {}  # the names that the client asked for, and the topics they mean
        self.topics: frozenset[str] = frozenset()
        self.watched: frozenset[str] = frozenset()
        self.waiting: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self.doubt = asyncio.Event()
        self.looking = asyncio.Lock()
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.pace, self.speech = Pace(burst=40, per_second=10), Pace(burst=120, per_second=30)
        self.faults = 0

    async def live(self) -> None:
        """Until the client goes, or we end it; then nothing of it remains on the bus."""
        tasks: list[asyncio.Future[Any]] = [
            asyncio.create_task(work()) for work in (self._receive, self._send, self._recheck)
        ]
        try:
            await asyncio.wait([*tasks, self.ended], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            self._listen_to({}, frozenset())
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._close()

    def admit(self, caller: Individual) -> None:
        """Be told at once when this sign-in or this person loses the right to be here.

        Between finding them and listening it may have been lost already, hence the doubt.
        """
        own = {person_topic(caller.person_id)} | ({sign_in_topic(caller.sign_in)} if caller.sign_in else set())
        self._listen_to(self.asked, frozenset(own))
        self.doubt.set()

    def hear(self, frame: Frame) -> None:
        if frame.kind == REVOKED:
            self.doubt.set()
        elif frame.topic in self.topics:
            self.deliver(frame)

    def deliver(self, frame: Frame) -> None:
        self.offer(frame.text)

    def resync(self) -> None:
        """Something may have been missed: everything must be looked at again."""
        self.tell(kind="resync")

    def tell(self, **said: Any) -> None:
        self.offer(json.dumps(said))

    def offer(self, message: str) -> None:
        try:
            self.waiting.put_nowait(message)
        except asyncio.QueueFull:
            SLOW.inc(not self.ended.done())
            self.end(TOO_SLOW)

    def end(self, code: int) -> None:
        if not self.ended.done():
            self.ended.set_result(code)

    async def _send(self) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await self.websocket.send_text(await self.waiting.get())

    async def _receive(self) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            while not self.ended.done():
                message = await self.websocket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                await self.take(message.get("text") or "")

    async def take(self, text: str) -> None:
        await self._answer(read(text))

    async def _answer(self, asked: Listening | Saying | None) -> None:
        if isinstance(asked, Saying):
            return await self._speak(asked)
        if not self.pace.allows():
            return self.end(TOO_MANY)
        if asked is None:
            self.tell(error="unreadable")
            return self._fault()
        kept = {name: topics for name, topics in self.asked.items() if name not in asked.unwanted}
        self._listen_to(kept, self.watched)
        if asked.wanted:
            await self._subscribe(asked.wanted, asked.seen)

    async def _speak(self, saying: Saying) -> None:
        """Long ones cost more; who does not slow down when told is shut out."""
        if not self.speech.allows(1 + saying.size / 4096):
            self.tell(refused_say=saying.name, code="too_many", message="")
            return self._fault()
        try:
            refused = await self._as_caller(callers.saying(saying.name, saying.about))
        except DatabaseError:
            return self.tell(refused_say=saying.name, code="unavailable", message="")
        if refused and refused.outcome:
            self.tell(refused_say=saying.name, **refused.outcome)

    def _fault(self) -> None:
        self.faults += 1
        if self.faults >= MOST_FAULTS:
            self.end(TOO_MANY)

    async def _subscribe(self, wanted: frozenset[str], seen: float) -> None:
        """What was told between the drawing of a page and this is not lost: where it was, they look again."""
        async with self.looking:
            names = wanted | self.asked.keys()
            found = await self._look(names if len(names) <= MOST_TOPICS else frozenset(self.asked))
            if found is None:
                return
            self._listen_to(found, self.watched)
        heard = {name: topics for name, topics in found.items() if name in wanted}
        many = {name: sorted(topics) for name, topics in heard.items() if len(topics) > 1}
        self.tell(subscribed=sorted(heard), **({"each": many} if many else {}))
        if refused := sorted(wanted - heard.keys()):
            self.tell(refused=refused)
        if missed := sorted(name for name, topics in heard.items() if seen and self.bus.told_within(seen, topics)):
            self.tell(changed=missed)

    async def _recheck(self) -> None:
        """At once when told, and every half minute in case nobody told us (an account expires by itself)."""
        while True:
            with suppress(TimeoutError):
                pause = RECHECK_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311  (to spread the load)
                async with asyncio.timeout(pause):  # wait_for may swallow a cancellation in Python 3.11
                    await self.doubt.wait()
            self.doubt.clear()
            async with self.looking:
                found = await self._look(frozenset(self.asked))
                if found is None:
                    return
                before = self.asked  # without what the client left meanwhile
                self._listen_to({name: found[name] for name in before if name in found}, self.watched)
            self.tell_changes(before)

    def tell_changes(self, before: dict[str, frozenset[str]]) -> None:
        """Where a name means other topics now, something may have been told on them that the client did not hear."""
        if lost := sorted(before.keys() - self.asked.keys()):
            self.tell(refused=lost)
        if changed := {name: sorted(topics) for name, topics in self.asked.items() if topics != before.get(name)}:
            self.tell(changed=sorted(changed), each=changed)

    async def _look(self, names: frozenset[str]) -> dict[str, frozenset[str]] | None:
        """What they may hear now. While the database is away nobody's rights change, so the socket waits for it."""
        while True:
            try:
                found = await self._as_caller(callers.hearing(names))
            except (OperationalError, InterfaceError):
                await asyncio.sleep(AGAIN_SECONDS * random.uniform(0.8, 1.2))  # noqa: S311  (as above)
            else:
                return found.outcome if found else None

    async def _as_caller(self, work: Callable[[Anyone], Outcome]) -> "callers.Found[Outcome] | None":
        """The work done as whoever it is now; None when this ended the socket."""
        found = await callers.ask(self.knock, work)
        if code := refusal_of(found.caller, self.knock.organisation):
            self.end(code)
            return None
        return found

    def _listen_to(self, asked: dict[str, frozenset[str]], watched: frozenset[str]) -> None:
        topics = frozenset[str]().union(*asked.values())
        before, after = self.topics | self.watched, topics | watched
        for gone in before - after:
            self.bus.part(self, gone)
        for new in after - before:
            self.bus.join(self, new)
        self.asked, self.topics, self.watched = asked, topics, watched

    async def _close(self) -> None:
        code = self.ended.result() if self.ended.done() else 1000
        if self.websocket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
                async with asyncio.timeout(2):
                    await self.websocket.close(code)


def refusal_of(caller: Anyone, organisation: str) -> int:
    if not isinstance(caller, Individual):
        return SIGNED_OUT
    if organisation and not isinstance(caller, Caller):
        return NOT_ALLOWED
    return 0
