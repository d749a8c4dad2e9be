"""One socket: what its person may hear, at a pace that neither side can overwhelm."""

import asyncio
import json
import random
import time
from contextlib import suppress
from typing import Any

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from lyceum.kernel.foundation.live import REVOKED, person_topic, sign_in_topic
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.project.live import callers
from lyceum.project.live.bus import Bus

log = structlog.get_logger("lyceum.live")
MOST_TOPICS, MOST_WAITING, RECHECK_SECONDS = 50, 200, 30.0
BURST, PER_SECOND, MOST_FAULTS = 40, 10, 20
SIGNED_OUT, NOT_ALLOWED, TOO_MANY, TOO_SLOW = 4401, 4403, 4429, 1013


class Socket:
    def __init__(self, websocket: WebSocket, bus: Bus, organisation: str) -> None:
        self.websocket, self.bus, self.organisation = websocket, bus, organisation
        self.topics: frozenset[str] = frozenset()
        self.watched: frozenset[str] = frozenset()
        self.waiting: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self.doubt = asyncio.Event()
        self.looking = asyncio.Lock()
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.tokens, self.filled_at, self.faults = float(BURST), time.monotonic(), 0

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
            self._listen_to(frozenset(), frozenset())
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._close()

    def admit(self, caller: Individual) -> None:
        """Be told at once when this sign-in or this person loses the right to be here.

        Between finding them and listening it may have been lost already, hence the doubt.
        """
        own = {person_topic(caller.person_id)} | ({sign_in_topic(caller.sign_in)} if caller.sign_in else set())
        self._listen_to(self.topics, frozenset(own))
        self.doubt.set()

    def hear(self, topic: str, kind: str, message: str) -> None:
        if kind == REVOKED:
            self.doubt.set()
        elif topic in self.topics:
            self.offer(message)

    def offer(self, message: str) -> None:
        try:
            self.waiting.put_nowait(message)
        except asyncio.QueueFull:
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
                if not self._has_pace():
                    return self.end(TOO_MANY)
                await self._answer(message.get("text") or "")

    def _has_pace(self) -> bool:
        now = time.monotonic()
        self.tokens = min(BURST, self.tokens + (now - self.filled_at) * PER_SECOND)
        self.filled_at = now
        self.tokens -= 1
        return self.tokens >= 0

    async def _answer(self, text: str) -> None:
        asked = _read(text)
        if asked is None:
            self.faults += 1
            self.offer(json.dumps({"error": "unreadable"}))
            if self.faults >= MOST_FAULTS:
                self.end(TOO_MANY)
            return
        wanted, unwanted = asked
        self._listen_to(self.topics - unwanted, self.watched)
        await self._subscribe(wanted)

    async def _subscribe(self, wanted: frozenset[str]) -> None:
        if not wanted:
            return
        async with self.looking:
            enough = len(self.topics | wanted) <= MOST_TOPICS
            found = await self._look(self.topics | wanted if enough else self.topics)
            if found is None:
                return
            self._listen_to(frozenset(found.topics.values()), self.watched)
        self.offer(json.dumps({"subscribed": sorted(wanted & found.topics.keys())}))
        if refused := sorted(wanted - found.topics.keys()):
            self.offer(json.dumps({"refused": refused}))

    async def _recheck(self) -> None:
        """At once when told, and every half minute in case nobody told us (an account expires by itself)."""
        while True:
            with suppress(TimeoutError):
                pause = RECHECK_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311  (to spread the load)
                async with asyncio.timeout(pause):  # wait_for may swallow a cancellation in Python 3.11
                    await self.doubt.wait()
            self.doubt.clear()
            async with self.looking:
                before = self.topics
                found = await self._look(before)
                if found is None:
                    return
                self._listen_to(self.topics & found.topics.keys(), self.watched)
            if lost := sorted(before - found.topics.keys()):
                self.offer(json.dumps({"refused": lost}))

    async def _look(self, topics: frozenset[str]) -> "callers.Found | None":
        """Who it is now and what they may hear; None when this ended the socket."""
        client = self.websocket.client.host if self.websocket.client else ""
        found = await callers.find(self.websocket.headers, client, self.organisation, topics)
        if code := refusal_of(found, self.organisation):
            self.end(code)
            return None
        return found

    def _listen_to(self, topics: frozenset[str], watched: frozenset[str]) -> None:
        before, after = self.topics | self.watched, topics | watched
        for gone in before - after:
            self.bus.part(self, gone)
        for new in after - before:
            self.bus.join(self, new)
        self.topics, self.watched = topics, watched

    async def _close(self) -> None:
        code = self.ended.result() if self.ended.done() else 1000
        if self.websocket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
                async with asyncio.timeout(2):
                    await self.websocket.close(code)


def refusal_of(found: "callers.Found", organisation: str) -> int:
    if not isinstance(found.caller, Individual):
        return SIGNED_OUT
    if organisation and not isinstance(found.caller, Caller):
        return NOT_ALLOWED
    return 0


def _read(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """(topics to hear, topics to leave), or None when the frame makes no sense."""
    try:
        asked: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or not asked or not asked.keys() <= {"subscribe", "unsubscribe"}:
        return None
    for names in asked.values():
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            return None
    return frozenset(asked.get("subscribe", ())), frozenset(asked.get("unsubscribe", ()))
