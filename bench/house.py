"""An installation to measure: its own embedded PostgreSQL under ``var/bench``, its own processes."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var" / "bench"
PATIENCE = 300.0


def settle_in() -> None:
    """Before Django is set up: this process and those that it starts share port, directory and database."""
    from lyceum.project.start import ports

    os.environ.setdefault("PORT", str(ports.free_pair()))
    os.environ["LYCEUM_VAR"] = str(VAR)
    os.environ["LYCEUM_DEMO"] = "0"
    os.environ["API_CALLS_PER_MINUTE"] = "1000000"  # a hundred people who never pause are more than it allows
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "lyceum.project.settings"


@contextmanager
def opened(var: Path = VAR, *, demo: bool = False) -> Iterator[float]:
    """Run everything as ``bin/run`` does; gives the seconds until it answered."""
    var.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"LYCEUM_VAR": str(var), "LYCEUM_DEMO": "1" if demo else "0"}
    log = var / "run.log"
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "lyceum.project.start", "run"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_open(process, log)
        yield time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds of a first start (database made, migrated, demo loaded), of the demo in it, and of a second start."""

    first: float
    demo: float
    second: float


def start_times() -> Starts:
    var = VAR.with_name("bench-start")
    shutil.rmtree(var, ignore_errors=True)
    try:
        with opened(var, demo=True) as first:
            demo = re.search(r"demo: ([0-9.]+) s", (var / "run.log").read_text(errors="replace"))
        with opened(var, demo=True) as second:
            pass
    finally:
        shutil.rmtree(var, ignore_errors=True)
    return Starts(first, float(demo[1]) if demo else 0.0, second)


def _wait_until_open(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while "Lyceum is open" not in log.read_text(errors="replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"Lyceum did not open:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.05)
