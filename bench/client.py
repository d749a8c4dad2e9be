"""People at the door: many connections, each asking, reading the answer, thinking, asking again.

Runs as a process of its own, ``python -m bench.client``: a plan on standard input, its figures on standard output.
Raw sockets, so that the client takes a small and known share of the machine (it is part of the figures).
"""

import asyncio
import json
import random
import re
import resource
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """``requests``: whole HTTP requests, one list per person; ``think``: mean seconds between two of them."""

    host: str
    port: int
    requests: list[list[str]]
    seconds: float
    think: float = 0.0
    warm_up: float = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Times in milliseconds; ``cpu``: the client's own share of one core."""

    answers: int
    answered_in_all: int  # with the warm-up and the last ones
    errors: int
    per_second: float
    p50: float
    p95: float
    p99: float
    bytes_each: int
    cpu: float


async def measure(plan: Plan) -> Figures:
    times: list[float] = []
    sizes: list[int] = []
    errors = [0]
    start = time.perf_counter() + plan.warm_up
    people = [_person(plan, requests, start, times, sizes, errors) for requests in plan.requests]
    before = _cpu()
    began = time.perf_counter()
    await asyncio.gather(*people)
    took = time.perf_counter() - began
    times.sort()
    return Figures(
        answers=len(times),
        answered_in_all=len(sizes),
        errors=errors[0],
        per_second=round(len(times) / plan.seconds, 1),
        p50=_percentile(times, 0.5),
        p95=_percentile(times, 0.95),
        p99=_percentile(times, 0.99),
        bytes_each=sum(sizes) // max(1, len(sizes)),
        cpu=round((_cpu() - before) / took, 3),
    )


async def _person(
    plan: Plan, requests: list[str], start: float, times: list[float], sizes: list[int], errors: list[int]
) -> None:
    reader, writer = await asyncio.open_connection(plan.host, plan.port)
    if plan.think:
        await asyncio.sleep(random.uniform(0, plan.think))
    turn, end = 0, start + plan.seconds
    while time.perf_counter() < end:
        asked = time.perf_counter()
        writer.write(requests[turn % len(requests)].encode())
        status, size = await _answer(reader)
        answered = time.perf_counter()
        if start <= answered <= end:  # however long ago it was asked: a long queue is not to be left out
            times.append((answered - asked) * 1000)
            errors[0] += status >= 400
        sizes.append(size)
        turn += 1
        if plan.think:
            await asyncio.sleep(random.expovariate(1 / plan.think))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    if length := _LENGTH.search(head):
        size = int(length[1])
        await reader.readexactly(size)
    else:
        size = await _chunks(reader) if b"chunked" in head else 0
    return status, size


async def _chunks(reader: asyncio.StreamReader) -> int:
    total = 0
    while size := int((await reader.readline()).split(b";")[0], 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readline()
    return total


def _percentile(ordered: list[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) if ordered else 0.0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    plan: dict[str, Any] = json.load(sys.stdin)
    print(json.dumps(asdict(asyncio.run(measure(Plan(**plan))))))


if __name__ == "__main__":
    main()
