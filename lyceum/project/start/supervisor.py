"""Keeps the processes of one installation alive, and ends them together."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lyceum.project.start.server import Server

ROOT = Path(__file__).resolve().parents[3]
PATIENCE, HEALTHY_AFTER, LONGEST_PAUSE = 20.0, 30.0, 30.0


@dataclass(slots=True)
class Role:
    """One process of the installation. ``answers``: the address at which it does so once it is ready."""

    name: str
    command: list[str]
    answers: str = ""
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = 0.0
    born: float = 0.0
    start_at: float = field(default=0.0)

    def start(self) -> None:
        """In a group of its own: Ctrl-C reaches the supervisor alone, and no grandchild outlives its group."""
        environment = {**os.environ, "LYCEUM_PARENT": str(os.getpid()), "LYCEUM_ROLE": self.name}
        self.born = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def is_ready(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            return False
        return not self.answers or _answers(self.answers)

    def signal_group(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Supervisor:
    def __init__(self, roles: list[Role], database: Server, announce: Callable[[], None]) -> None:
        self.roles, self.database, self.announce = roles, database, announce
        self.stopping = 0

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._keep_alive()
        finally:
            self._end()
        return 0

    def _keep_alive(self) -> None:
        for role in self.roles:
            role.start()
        announced = False
        while not self.stopping:
            if not announced and all(role.is_ready() for role in self.roles):
                self.announce()
                announced = True
            self._tend()
            time.sleep(0.2)

    def _tend(self) -> None:
        now = time.monotonic()
        for role in self.roles:
            if role.process is not None and role.process.poll() is not None:
                self._bury(role, now)
            if role.process is None and now >= role.start_at:
                if self.database.revive():
                    _say("the database had stopped and is up again")
                role.start()
        if int(now * 5) % 10 == 0 and self.database.revive():
            _say("the database had stopped and is up again")

    def _bury(self, role: Role, now: float) -> None:
        assert role.process is not None
        role.signal_group(signal.SIGKILL)  # what it left behind would hold its port
        role.pause = 0.5 if now - role.born > HEALTHY_AFTER else min(max(role.pause * 2, 0.5), LONGEST_PAUSE)
        _say(f"{role.name} ended ({_cause(role.process.returncode)}); starting it again in {role.pause:g} s")
        role.process, role.start_at = None, now + role.pause

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping += 1

    def _end(self) -> None:
        _say("stopping …")
        for role in self.roles:
            role.signal_group(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(r.process and r.process.poll() is None for r in self.roles):
            if time.monotonic() > deadline or self.stopping > 1:
                break
            time.sleep(0.05)
        for role in self.roles:
            role.signal_group(signal.SIGKILL)
            if role.process is not None:
                role.process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=0.5) as answer:  # noqa: S310  (our own address)
            return bool(answer.status == 200)
    except OSError:
        return False


def _cause(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name if code < 0 else f"status {code}"
    return f"status {code}"


def _say(text: str) -> None:
    print(f"lyceum: {text}", file=sys.stderr, flush=True)
