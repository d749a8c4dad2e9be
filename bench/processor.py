"""Processor time of an installation's processes, which other programs change less than they change the clock's."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.house import VAR

_WEB, _WORKER = b"lyceum.project.start.web", b"lyceum\0worker"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds, since they started."""

    web: float
    worker: float
    database: float

    def since(self, former: "Spent") -> "Spent":
        return Spent(self.web - former.web, self.worker - former.worker, self.database - former.database)


def spent() -> Spent:
    return Spent(_seconds_of(_WEB), _seconds_of(_WORKER), sum(seconds_of(one) for one in _of_the_database()))


def seconds_of_web() -> float:
    """Of all of them since they started; 0 where there is no /proc."""
    return _seconds_of(_WEB)


def seconds_of(process: int) -> float:
    """Of processor, since it started."""
    fields = _fields(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _fields(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _seconds_of(command: bytes) -> float:
    return sum(seconds_of(int(one.name)) for one in Path("/proc").glob("[0-9]*") if _is_ours(one, command))


def _is_ours(process: Path, command: bytes) -> bool:
    try:
        place = f"LYCEUM_VAR={VAR}".encode()
        called = command in (process / "cmdline").read_bytes()
        return called and place in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def _of_the_database() -> Iterator[int]:
    """The embedded server and what it has started: connections that have ended meanwhile are not counted."""
    for found in VAR.glob("**/postmaster.pid"):
        server = int(found.read_text().split()[0])
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has ended
                if server in (int(process.name), int(_fields(int(process.name))[1])):
                    yield int(process.name)
