"""Processor time of the web processes, which other programs on the machine do not change as they change the clock's."""

import os
from pathlib import Path

from bench.house import VAR

_WEB = b"lyceum.project.start.web"


def seconds_of_web() -> float:
    """Of all of them since they started; 0 where there is no /proc."""
    return sum(seconds_of(int(process.name)) for process in Path("/proc").glob("[0-9]*") if _is_ours(process))


def _is_ours(process: Path) -> bool:
    try:
        place = f"LYCEUM_VAR={VAR}".encode()
        return _WEB in (process / "cmdline").read_bytes() and place in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def seconds_of(process: int) -> float:
    """Of processor, since it started."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
