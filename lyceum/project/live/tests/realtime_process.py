"""A realtime process of one's own, which can be killed and started again on its port."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 60.0


class RealtimeProcess:
    def __init__(self, **environment: str) -> None:
        self.port = _free_port()
        self.environment = os.environ | environment | {"REALTIME_PORT": str(self.port)}
        self.start()

    def start(self) -> None:
        """Returns once it answers, and hears the bus."""
        command = [sys.executable, "-m", "lyceum.project.start.realtime"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        deadline = time.monotonic() + PATIENCE
        while not self._hears():
            assert self.process.poll() is None, "the realtime process ended by itself"
            assert time.monotonic() < deadline, "the realtime process does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def _hears(self) -> bool:
        health = f"http://127.0.0.1:{self.port}/live/health"
        with suppress(OSError), urllib.request.urlopen(health, timeout=2) as answer:
            return bool(answer.status == 200)
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
