"""What arrives on the installation's bus, told to every socket of this process that listens to its topic."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol

import structlog

from lyceum.kernel.foundation.ports import Wire, bus
from lyceum.kernel.foundation.rules.frames import Frame
from lyceum.kernel.operations.interface.metrics import DELIVERIES, LAG, REOPENED

log = structlog.get_logger("lyceum.live")
LONGEST_PAUSE = 5.0
REMEMBERED_SECONDS = 20.0  # a page is drawn, loaded and listening by then


class Listener(Protocol):
    def hear(self, frame: Frame) -> None: ...


class Bus:
    def __init__(self) -> None:
        self.listeners: dict[str, set[Listener]] = defaultdict(set)
        self.shut: set[str] = {"all"}  # the wires on which nothing can be heard now
        self.heard_since = time.monotonic()
        self.lately: dict[str, float] = {}  # the topics told of, the latest last

    @property
    def is_open(self) -> bool:
        return not self.shut

    def join(self, listener: Listener, topic: str) -> None:
        self.listeners[topic].add(listener)

    def part(self, listener: Listener, topic: str) -> None:
        self.listeners[topic].discard(listener)
        if not self.listeners[topic]:
            del self.listeners[topic]

    def told_within(self, seconds: float, topics: Iterable[str]) -> bool:
        """Whether one of these was told of so lately, or may have been."""
        since = time.monotonic() - seconds
        if seconds > REMEMBERED_SECONDS or since < self.heard_since or not self.is_open:
            return True
        return any(self.lately.get(topic, since) > since for topic in topics)

    async def run(self, reopened: Callable[[], None]) -> None:
        """Listen for ever. ``reopened`` is called when something may have been missed until now."""
        wires = bus().wires()
        self.shut = {wire.name for wire in wires}
        async with asyncio.TaskGroup() as together:
            for wire in wires:
                together.create_task(self._listen(wire, reopened))

    async def _listen(self, wire: Wire, reopened: Callable[[], None]) -> None:
        pause = 0.1

        def opened() -> None:
            nonlocal pause
            pause = 0.1
            self.shut.discard(wire.name)
            self.heard_since = time.monotonic()
            REOPENED.labels(wire.name).inc()
            reopened()

        while True:
            try:
                await wire.listen(opened, self._tell)
            except (OSError, ValueError) as fault:
                log.warning("the bus is down", wire=wire.name, error=str(fault), again_in=pause)
            finally:
                self.shut.add(wire.name)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _tell(self, frame: Frame) -> None:
        self._remember(frame.topic)
        listeners = tuple(self.listeners.get(frame.topic, ()))
        for listener in listeners:
            listener.hear(frame)
        DELIVERIES.inc(len(listeners))
        if frame.sent and listeners:
            LAG.observe(max(0.0, time.time() - frame.sent))  # clocks of two machines may differ

    def _remember(self, topic: str) -> None:
        now = time.monotonic()
        self.lately.pop(topic, None)
        self.lately[topic] = now
        while now - self.lately[oldest := next(iter(self.lately))] > REMEMBERED_SECONDS:
            del self.lately[oldest]
