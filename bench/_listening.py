"""Many sockets that only listen, in a process of their own: ``python -m bench._listening``.

On standard input first a plan, then numbers: open so many in all; at the end "end", answered by what was heard. The
protocol is read by hand, so that a thousand sockets cost the machine little beside the servers that are measured.
"""

import asyncio
import json
import re
import resource
import sys
import time
from dataclasses import asdict, dataclass, field

AT_ONCE, PATIENCE = 20, 180.0
_SPOKEN_AT = re.compile(rb'"at": ([0-9.]+)')
_TEXT, _PING, _PONG = 1, 9, 10


@dataclass(slots=True)
class Heard:
    """Milliseconds from the push to its reading here; ``cpu``: seconds of processor that listening took."""

    times: list[float] = field(default_factory=list)
    closed: int = 0
    cpu: float = 0


class Listener(asyncio.Protocol):
    def __init__(self, asked: dict[str, str], heard: Heard) -> None:
        self.asked, self.heard, self.kept, self.is_open = asked, heard, b"", False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        lines = [
            f"GET {self.asked['path']} HTTP/1.1",
            f"Host: 127.0.0.1:{self.asked['port']}",
            f"Origin: {self.asked['origin']}",
            f"Cookie: {self.asked['cookie']}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ]
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def data_received(self, data: bytes) -> None:
        self.kept += data
        if not self.is_open:
            head, end, rest = self.kept.partition(b"\r\n\r\n")
            if not end:
                return
            assert b" 101 " in head, head
            self.is_open, self.kept = True, rest
            self._say(_TEXT, b'{"subscribe": ["notices"]}')
        while (frame := self._frame()) is not None:
            self._read(*frame)

    def _frame(self) -> tuple[int, bytes] | None:
        """What is left of ``kept`` begins with a frame, or with the beginning of one."""
        if len(self.kept) < 2:
            return None
        short = self.kept[1]
        start = {126: 4, 127: 10}.get(short, 2)
        size = int.from_bytes(self.kept[2:start]) if start > 2 else short
        if len(self.kept) < start + size:
            return None
        kind, content = self.kept[0] & 15, self.kept[start : start + size]
        self.kept = self.kept[start + size :]
        return kind, content

    def _read(self, kind: int, content: bytes) -> None:
        if kind == _PING:
            self._say(_PONG, content)
        elif spoken := _SPOKEN_AT.search(content):
            self.heard.times.append((time.time() - float(spoken[1])) * 1000)
        elif b'"subscribed"' in content and not self.ready.done():
            self.ready.set_result(None)

    def _say(self, kind: int, content: bytes) -> None:
        """Masked by zeros, which leaves it as it is."""
        self.transport.write(bytes([0x80 | kind, 0x80 | len(content), 0, 0, 0, 0]) + content)

    def connection_lost(self, exc: Exception | None) -> None:
        self.heard.closed += 1
        if not self.ready.done():
            self.ready.set_exception(ConnectionError("a socket was closed before it was open"))


async def main() -> None:
    loop, heard = asyncio.get_running_loop(), Heard()
    plan: list[dict[str, str]] = json.loads(await asyncio.to_thread(sys.stdin.readline))
    opened, at_once = 0, asyncio.Semaphore(AT_ONCE)

    async def open_one(asked: dict[str, str]) -> None:
        async with at_once, asyncio.timeout(PATIENCE):
            _, listener = await loop.create_connection(lambda: Listener(asked, heard), "127.0.0.1", int(asked["port"]))
            await listener.ready

    while (line := (await asyncio.to_thread(sys.stdin.readline)).strip()) != "end":
        await asyncio.gather(*(open_one(asked) for asked in plan[opened : int(line)]))
        opened = int(line)
        heard.cpu = -_cpu()
        print(opened, flush=True)
    heard.cpu += _cpu()
    print(json.dumps(asdict(heard)), flush=True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    asyncio.run(main())
