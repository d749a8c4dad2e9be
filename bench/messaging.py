"""``bin/bench messaging [--quick] [--seconds 10]``: 1,000 open sockets, told 5,000 frames a second; then faults.

Fifty rooms of twenty sockets on two realtime processes, over each bus, beside the bus without our code.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time

from bench import house

house.VAR = house.VAR.with_name("bench-messaging")
house.settle_in()  # settings are read when the siblings are imported


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10, help="of speaking, over each bus")
    parser.add_argument("--quick", action="store_true", help="print the figures, and write them nowhere")
    asked = parser.parse_args()
    began, load = time.perf_counter(), os.getloadavg()
    house.VAR.mkdir(parents=True, exist_ok=True)
    from lyceum.project.start import database

    try:
        block = measured(asked.seconds)
    finally:
        database.stop(house.VAR)
    told = _told(load, time.perf_counter() - began)
    if not asked.quick:
        from bench import figures

        figures.write("bench messaging", f"{block}\n\n{told}")
    print(f"{block}\n\n{told}")


def measured(seconds: float) -> str:
    subprocess.run([sys.executable, "-m", "lyceum", "migrate", "-v0"], check=True, cwd=house.ROOT)
    import django

    django.setup()
    from bench import _pushing, _recovering, figures

    rooms = _pushing.made_rooms()
    say(f"{len(rooms)} rooms are there")
    bare = asyncio.run(_pushing.without_our_code(seconds))
    say(f"the bus alone: p95 {bare.at(0.95):.1f} ms")
    over = {kind: _pushing.over(kind, rooms, seconds, say) for kind in ("postgres", "redis")}
    recovered = _recovering.measured(say)
    return "\n\n".join(
        [
            "## Messages live: `bin/bench messaging`",
            figures.machine("embedded PostgreSQL") + ".",
            _pushing.table(bare, over, seconds),
            "### After a fault",
            _recovering.table(recovered),
        ]
    )


def _told(before: tuple[float, float, float], took: float) -> str:
    now, then = (", ".join(f"{load:.1f}" for load in loads) for loads in (os.getloadavg(), before))
    busy = "**Under load**: the waits are upper bounds. " if before[0] > 3 else ""
    return (
        f"{busy}Servers, database and clients share the cores, and so do other people's programs; the load (of 1, 5 "
        f"and 15 minutes, this run included) was {then} when it began and {now} when it ended, {took / 60:.1f} minutes "
        "later."
    )


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
