"""``bin/bench ai [--keep]``: what the gateway adds before the first word, beside the same server asked directly.

The provider is a loopback server in a process of its own, which answers at once: what is measured is ours alone.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench import house

house.settle_in()
VAR = house.VAR.with_name("bench-ai")
ROUNDS, WARMING = 300, 20
_SERVE = (
    "from lyceum.kernel.ai.tests.loopback import Loopback\n"
    "server = Loopback()\n"
    "print(server.address, flush=True)\n"
    "server.serve_forever()"
)


def main() -> None:
    os.environ |= {"LYCEUM_VAR": str(VAR), "LOG_LEVEL": "WARNING"}
    subprocess.run([sys.executable, "-m", "lyceum", "migrate", "-v0"], check=True, cwd=house.ROOT)
    with provider() as address:
        os.environ["AI_LOCAL_SERVERS"] = address.removeprefix("http://")
        import django

        django.setup()
        from bench import figures

        block = _table(figures, *measured(address))
    if "--keep" in sys.argv:
        figures.write("bench ai", block)
    print(block)


@contextmanager
def provider() -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-c", _SERVE], cwd=house.ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def measured(address: str) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds until the first word: asked directly, through the gateway, and from the answers kept."""
    from bench import questions

    ways = questions.ways(address)
    times: tuple[list[float], ...] = ([], [], [])
    for number in range(WARMING + ROUNDS):
        for way, found in zip(ways, times, strict=True):
            took = _timed(way)
            if number >= WARMING:
                found.append(took)
    return times[0], times[1], times[2]


def _timed(way: Callable[[], Iterator[str]]) -> float:
    """The rest is heard outside the measure, so that it is written down as it is in life."""
    began = time.perf_counter()
    words = way()
    next(words)
    took = (time.perf_counter() - began) * 1000
    for _word in words:
        pass
    return took


def _table(figures: object, direct: list[float], gateway: list[float], kept: list[float]) -> str:
    added = [ours - theirs for ours, theirs in zip(gateway, direct, strict=True)]
    rows = [
        (name, f"{statistics.median(found):.1f}", f"{sorted(found)[int(len(found) * 0.95)]:.1f}")
        for name, found in (
            ("the vendor's own library, directly", direct),
            ("`ask`, through the gateway", gateway),
            ("what the gateway adds", added),
            ("an answer kept from the last hour", kept),
        )
    ]
    head = ["first word", "median, ms", "p95, ms"]
    machine, table = figures.machine("embedded PostgreSQL"), figures.table(head, rows)  # type: ignore[attr-defined]
    ratio = statistics.median(gateway) / statistics.median(direct)
    said = (
        f"{ROUNDS} rounds, taken in turns; the gateway takes {ratio:.1f} × the direct way to a provider that is here."
    )
    return f"## Models: `bin/bench ai`\n\n{machine}\n\n{table}\n\n{said} The wish is at most 50 ms added."


if __name__ == "__main__":
    main()
