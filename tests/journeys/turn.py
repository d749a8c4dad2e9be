"""coturn as an installation would run it, but for the loopback: here everybody is on one machine."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECRET = "shared-with-the-turn-server"


@contextmanager
def turn_server(folder: Path) -> Iterator[str]:
    """Its address, ``turn:127.0.0.1:…``."""
    program = shutil.which("turnserver")
    assert program, "apt-get install coturn"
    port = _free_port()
    command = [program, "-n", "--simple-log", "--log-file=stdout", f"--pidfile={folder / 'turnserver.pid'}"]
    command += [
        "--no-cli",
        "--no-tls",
        "--no-dtls",
        "--allow-loopback-peers",
        "--fingerprint",
        f"--userdb={folder / 'db'}",
    ]
    command += ["--use-auth-secret", f"--static-auth-secret={SECRET}", "--realm=test.example"]
    command += ["--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", f"--listening-port={port}"]
    command += ["--min-port=40000", "--max-port=40199"]
    with (folder / "turnserver.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
    try:
        _wait_for(port)
        yield f"turn:127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the TURN server did not open")
