"""A whole installation for the journeys: ``run`` with its own database, so that what people do there stays there."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

from lyceum.project.start import database, ports, state

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class House:
    """Where it answers. ``supervisor``: the process that keeps its others alive, of a house that we opened."""

    address: str
    supervisor: int = 0

    def __call__(self, path: str) -> str:
        return f"{self.address}{path}"

    def kill(self, role: str) -> None:
        """``kill -9``, as the kernel does when memory is short; it is started again."""
        asked = f"lyceum.project.start.{role}".encode()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                command = (process / "cmdline").read_bytes().split(b"\0")
                parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
                if asked in command and int(parent) == self.supervisor:
                    return os.kill(int(process.name), signal.SIGKILL)
        raise RuntimeError(f"there is no {role} to kill")


def furnish(template: str, name: str) -> tuple[str, str]:
    """A copy of the migrated test database; its URLs for the owner and for the application."""
    owner, app = owner_and_app(name)
    with psycopg.connect(_at(owner, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    state.write(owner, schema=state.wanted(ROOT))
    return owner, app


def remove(name: str) -> None:
    owner, _ = owner_and_app("postgres")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def owner_and_app(name: str) -> tuple[str, str]:
    if "DATABASE_URL" in os.environ:
        return _at(os.environ["DATABASE_OWNER_URL"], name), _at(os.environ["DATABASE_URL"], name)
    owner, app = database.urls(settings.VAR_DIR)
    return _at(owner, name), _at(app, name)


def house_ran(var: Path, name: str, statements: str) -> None:
    """Python statements in the house over this database, as its owner: what no page puts there."""
    owner, app = owner_and_app(name)
    places = {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "LYCEUM_VAR": str(var), "LYCEUM_AS": "owner"}
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE"} | places
    command = [sys.executable, "-m", "lyceum", "shell", "--no-imports", "-c", statements]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _at(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def opened(owner: str, app: str, var: Path, **more: str) -> tuple["subprocess.Popen[bytes]", House]:
    """Start everything, as ``bin/run`` does, and wait until it says that it is open."""
    port = ports.free_pair()
    address = f"http://localhost:{port}"
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE"} | {
        "PORT": str(port),
        "DATABASE_URL": app,
        "DATABASE_OWNER_URL": owner,
        "LYCEUM_VAR": str(var),
        "LYCEUM_DEMO": "1",
        "WEB_WORKERS": "1",
        "PYTHONWARNINGS": "default",
        **more,
    }
    log = var / "run.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "lyceum.project.start", "run"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + PATIENCE
    while "Lyceum is open" not in log.read_text(errors="replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            closed(process)
            raise RuntimeError(f"the house did not open:\n{log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.1)
    return process, House(address, process.pid)


def closed(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
