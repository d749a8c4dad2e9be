"""The bus: one LISTEN connection for the whole process, from which every socket hears its topics."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Protocol

import psycopg
import structlog
from django.db import connection

from lyceum.kernel.foundation.live import CHANNEL
from lyceum.kernel.foundation.rules.frames import Frame, Reader

log = structlog.get_logger("lyceum.live")
LONGEST_PAUSE = 5.0


class Listener(Protocol):
    def hear(self, frame: Frame) -> None: ...


class Bus:
    def __init__(self) -> None:
        self.listeners: dict[str, set[Listener]] = defaultdict(set)
        self.reader = Reader()
        self.is_open = False

    def join(self, listener: Listener, topic: str) -> None:
        self.listeners[topic].add(listener)

    def part(self, listener: Listener, topic: str) -> None:
        self.listeners[topic].discard(listener)
        if not self.listeners[topic]:
            del self.listeners[topic]

    async def run(self, reopened: Callable[[], None]) -> None:
        """Listen for ever. ``reopened`` is called when something may have been missed."""
        pause = 0.1
        first = True
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as opened:
                    await opened.execute(f"LISTEN {CHANNEL}")
                    self.is_open, pause = True, 0.1
                    if not first:
                        reopened()
                    first = False
                    async for notice in opened.notifies():
                        self.tell(notice.payload)
            except (psycopg.Error, OSError) as fault:
                log.warning("the bus is down", error=type(fault).__name__, again_in=pause)
            finally:
                self.is_open = False
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def tell(self, piece: str) -> None:
        try:
            frame = self.reader.read(piece)
        except ValueError:
            log.warning("something unreadable on the bus", length=len(piece))
            return
        if frame:
            for listener in tuple(self.listeners.get(frame.topic, ())):
                listener.hear(frame)


def _parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    keepalives = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    return {**parameters, **keepalives, "application_name": "lyceum-live"}
