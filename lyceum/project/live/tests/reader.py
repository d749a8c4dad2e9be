"""A client that reads a conversation as the page does: by the socket, and from its cursor on whenever it may be behind.

The same rules as ``messaging/resume.js``, for tests and measurements without a browser.
"""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

Message = dict[str, Any]


@dataclass(slots=True)
class Reader:
    """``ask(since)`` gives ``{"items": …, "cursor": …, "more": …}``, or raises OSError where nobody can answer now."""

    topic: str
    connect: Callable[[], AbstractAsyncContextManager[ClientConnection]]
    ask: Callable[[int], Awaitable[dict[str, Any]]]
    cursor: int = 0
    known: dict[str, Message] = field(default_factory=dict)
    whole_at: float = 0  # when it last had everything that there was
    by_socket: int = 0
    by_asking: int = 0

    @property
    def bodies(self) -> list[str]:
        """What is read from top to bottom."""
        return [message["body"] for message in sorted(self.known.values(), key=lambda message: message["position"])]

    async def run(self) -> None:
        """For ever: whatever ends the connection, come back."""
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                async with self.connect() as socket:
                    await self._follow(socket)
            await _pause()

    async def _follow(self, socket: ClientConnection) -> None:
        await socket.send(json.dumps({"subscribe": [self.topic]}))
        async for text in socket:
            said = json.loads(text)
            if said.get("kind") == "message" and "fetch" not in said:
                await self._hear(said["content"])
            elif "subscribed" in said or said.get("kind") in {"resync", "message"}:
                await self.catch_up()

    async def _hear(self, message: Message) -> None:
        if message["change"] <= self.cursor:
            return
        self.by_socket += self._keep(message)
        if message["change"] != self.cursor + 1:
            return await self.catch_up()
        self.cursor = message["change"]

    async def catch_up(self) -> None:
        more = True
        while more:
            try:
                page = await self.ask(self.cursor)
            except OSError:
                await _pause()
                continue
            self.by_asking += sum(self._keep(message) for message in page["items"])
            self.cursor, more = max(self.cursor, page["cursor"]), page["more"]
        self.whole_at = time.monotonic()

    def _keep(self, message: Message) -> bool:
        """Whether it is new, or newer than what was known under this id."""
        id, known = str(message["id"]), self.known.get(str(message["id"]))
        if known and known["change"] >= message["change"]:
            return False
        self.known[id] = message
        return True


async def _pause() -> None:
    await asyncio.sleep(random.uniform(0.1, 0.4))
