"""Before anything is installed: look at the machine, make ``.venv`` as the lock says, hand over to it.

Runs on the machine's own Python with nothing but the standard library.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lyceum.project.start import ports
from lyceum.project.start.trouble import Trouble

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
ROOM_NEEDED = 2_000_000_000
FOR_DEVELOPERS = {"test", "check", "fmt", "bench", "dev"}


def main(command: str, *arguments: str) -> None:
    if command in {"run", "dev"}:
        ports.refuse_taken(ROOT)
    ensure(ROOT / ("requirements-dev.lock" if command in FOR_DEVELOPERS else "requirements.lock"))
    python = str(VENV / "bin" / "python")
    command_line = [python, "-m", "lyceum.project.start", command, *arguments]
    os.execv(python, command_line)  # noqa: S606  (this process becomes that one)


def ensure(lock: Path) -> None:
    """``.venv`` holds what the lock says; the stamp is written last, so that an interrupted install goes on."""
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f".installed-{lock.stem}"
    if _is_stamped(stamp, wanted):
        return
    with _one_at_a_time():
        if not _is_stamped(stamp, wanted):
            _make_venv()
            _install(lock)
            stamp.write_text(wanted)


def _is_stamped(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted and _answers("-c", "")


def _make_venv() -> None:
    if _answers("-m", "pip", "--version"):
        return
    _refuse_without_room()
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Trouble(
            f"Python {version} came without its venv module. Debian, Ubuntu: apt install python{version}-venv"
        )
    _say(f"Making .venv with Python {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        raise Trouble(f"Python could not make .venv:\n{made.stdout}{made.stderr}")


def _refuse_without_room() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < ROOM_NEEDED:
        raise Trouble(
            f"The disk is nearly full: {free / 1e9:.1f} GB free where {ROOT} lies, "
            f"{ROOM_NEEDED / 1e9:.0f} GB are needed. Make room, then start again."
        )


def _install(lock: Path) -> None:
    """pip's own output is kept for the case that it fails; what is shown is how far it has come."""
    total = sum("==" in line for line in lock.read_text().splitlines() if not line.startswith((" ", "#")))
    _say(f"Installing {total} packages, each checked against its hash")
    command = [*_PIP, "install", "--require-hashes", "--disable-pip-version-check", "--no-input", "-r", str(lock)]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line.rstrip())
            _show_progress(said, total)
    if pip.returncode:
        raise Trouble("pip could not install what Lyceum needs:\n" + "\n".join(said[-12:]))


def _show_progress(said: list[str], total: int) -> None:
    done = sum(line.startswith(("Collecting", "Requirement already")) for line in said)
    if said[-1].startswith("Installing collected"):
        _say("\r  unpacking …" + " " * 40)
    elif sys.stdout.isatty() and said[-1].startswith("Collecting"):
        print(f"\r  {done}/{total}  {said[-1].split()[1].split('=')[0]:<40}", end="", flush=True)
    elif done % 25 == 0 and said[-1].startswith("Collecting"):
        _say(f"  {done}/{total}")


_PIP = [str(VENV / "bin" / "python"), "-m", "pip"]


def _answers(*arguments: str) -> bool:
    python = VENV / "bin" / "python"
    return python.exists() and subprocess.run([str(python), *arguments], capture_output=True).returncode == 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Start again to go on from here.")
