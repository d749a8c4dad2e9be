"""The two addresses that Lyceum listens on, and who sits there already."""

import os
import socket
from pathlib import Path

from lyceum.project.start.hold import holder
from lyceum.project.start.trouble import Trouble


def web() -> int:
    return _number("PORT", 8000)


def realtime() -> int:
    return _number("REALTIME_PORT", web() + 1000)


def _number(name: str, usual: int) -> int:
    given = os.environ.get(name, str(usual))
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Trouble(f"{name}={given} is not a port: choose one between 1024 and 64535.")
    return int(given)


def host() -> str:
    """Only this machine, until the administrator says otherwise (``HOST=0.0.0.0``)."""
    return os.environ.get("HOST", "127.0.0.1")


def refuse_taken(root: Path) -> None:
    for port in (web(), realtime()):
        if _is_taken(port):
            raise Trouble(f"Port {port} is taken{_by_whom(root)}. Choose another: PORT={free_pair()} bin/run")


def free_pair() -> int:
    """A web port whose realtime port is free as well."""
    return next(port for port in range(8001, 9000) if not _is_taken(port) and not _is_taken(port + 1000))


def _is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), port))
        except OSError:
            return True
    return False


def _by_whom(root: Path) -> str:
    other = holder(Path(os.environ.get("LYCEUM_VAR", root / "var")))
    return f" by the Lyceum of this very directory (process {other})" if other else " by another program"
