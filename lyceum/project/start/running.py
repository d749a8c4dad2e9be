"""``bin/run``: database, migrations, demo, then web, realtime and worker until Ctrl-C."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lyceum.project.start import assets, hold, ports, server, state, translations
from lyceum.project.start.server import Server
from lyceum.project.start.supervisor import Role, Supervisor
from lyceum.project.start.trouble import Trouble
from lyceum.project.start.welcome import welcome

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str) -> int:
    return ready() if "--prepare" in arguments else _serve(reload=False)


def dev(*arguments: str) -> int:
    return _serve(reload=True)


def ready(*arguments: str) -> int:
    """``bin/run --prepare``: all that must be done before processes of a new version start, and nothing more."""
    os.environ.setdefault("LYCEUM_DEMO", "0")
    _emptied(var() / "metrics")
    assets.collect(var() / "static")
    database = server.choose(var())
    try:
        prepare(database)
    finally:
        database.stop_if_ours()
    return 0


def var() -> Path:
    return Path(os.environ.get("LYCEUM_VAR", ROOT / "var")).resolve()


def _serve(reload: bool) -> int:
    os.environ.setdefault("LYCEUM_DEMO", "1")
    hold.take(var())
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_emptied(var() / "metrics"))
    _step("assets", assets.build)
    if not reload:
        assets.collect(var() / "static")
    _step("languages", translations.compile_catalogues)
    database = _step("database", lambda: server.choose(var()))
    try:
        prepare(database)
        return Supervisor(_roles(reload), database, announce=lambda: print(welcome(var()), flush=True)).run()
    except KeyboardInterrupt:
        return 130
    finally:
        database.stop_if_ours()


def _emptied(directory: Path) -> Path:
    """What former processes counted is of no use to these."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory


def prepare(database: Server) -> None:
    """Schema and demo, each only when the database does not already say that it has them."""
    known = state.read(database.owner_url)
    wanted = state.wanted(ROOT)
    if known.schema != wanted:
        _step("schema", lambda: command("migrate", "--verbosity", "0"))
        state.write(database.owner_url, schema=wanted)
    if os.environ["LYCEUM_DEMO"].lower() in {"1", "true", "yes", "on"} and not known.demo:
        _step("demo", lambda: command("demo"))
        state.write(database.owner_url, demo=True)


def command(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", "lyceum", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Trouble(f"python -m lyceum {arguments[0]} did not succeed; its own words stand above.")


def _roles(reload: bool) -> list[Role]:
    python = [sys.executable, "-m"]
    watch = ["--reload"] if reload else []
    if reload:
        os.environ["LYCEUM_HASHED"] = "0"
    return [
        Role("web", [*python, "lyceum.project.start.web", *watch], f"{_here(ports.web())}/api/v1/health/live"),
        Role("realtime", [*python, "lyceum.project.start.realtime", *watch], f"{_here(ports.realtime())}/live/health"),
        Role("worker", [*python, "lyceum", "worker"]),
    ]


def _here(port: int) -> str:
    return f"http://{'127.0.0.1' if ports.host() in {'0.0.0.0', '::'} else ports.host()}:{port}"  # noqa: S104  (only compared with)


def _step(name: str, act: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    print(f"  {name} …", flush=True)
    result = act()
    taken = time.perf_counter() - started
    if taken > 1:
        print(f"  {name}: {taken:.1f} s", flush=True)
    return result
