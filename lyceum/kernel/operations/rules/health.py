"""How well an installation is, from the state of its parts."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """``needed``: without it nobody can be served; the others only make people wait."""

    name: str
    ok: bool
    needed: bool


def status_of(checks: Iterable[Check]) -> str:
    """``ok``, ``degraded`` (people are served, something waits) or ``down``."""
    failed = [check for check in checks if not check.ok]
    if not failed:
        return "ok"
    return "down" if any(check.needed for check in failed) else "degraded"
