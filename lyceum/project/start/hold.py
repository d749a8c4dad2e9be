"""One ``bin/run`` per directory: a lock that its process holds, and that dies with it."""

import fcntl
import os
from pathlib import Path
from typing import IO

from lyceum.project.start.trouble import Trouble

_held: list[IO[str]] = []


def take(var: Path) -> None:
    var.mkdir(parents=True, exist_ok=True)
    file = (var / "run.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Trouble(f"Lyceum already runs in this directory (process {holder(var)}).") from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    _held.append(file)


def holder(var: Path) -> str:
    """The process that holds it, else nothing."""
    try:
        with (var / "run.lock").open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return file.read().strip()
    except OSError:
        return ""
    return ""
