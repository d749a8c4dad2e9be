"""When a step of a path opens, and how far a student is; dates and requirements, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ENOUGH = 0.7  # of the answers of a step right, for what requires it to open


@dataclass(frozen=True, slots=True)
class Gate:
    """``requires``: other steps. ``success``: 0 to 1, asked of each of them. No date: at any time."""

    step: str
    requires: tuple[str, ...] = ()
    success: float = ENOUGH
    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one student in one step: ``seen`` of its ``items`` were answered; ``success`` of the last answers."""

    items: int = 0
    seen: int = 0
    success: float = 0.0

    @property
    def covered(self) -> float:
        return min(1.0, self.seen / self.items) if self.items else 0.0


class Shut(StrEnum):
    NOT_YET = "not_yet"
    OVER = "over"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Way:
    """``missing``: the steps still to be passed."""

    is_open: bool
    why: Shut | None = None
    missing: tuple[str, ...] = ()


def way_into(gate: Gate, standings: Mapping[str, Standing], now: datetime) -> Way:
    """What is required counts first: it is what the student can change."""
    missing = tuple(step for step in gate.requires if not is_passed(standings.get(step, Standing()), gate.success))
    if missing:
        return Way(False, Shut.REQUIRED, missing)
    if gate.opens and now < gate.opens:
        return Way(False, Shut.NOT_YET)
    if gate.closes and now >= gate.closes:
        return Way(False, Shut.OVER)
    return Way(True)


def is_passed(standing: Standing, success: float) -> bool:
    """A step that asks nothing keeps nobody out."""
    return standing.items == 0 or (standing.seen >= standing.items and standing.success >= success)


def progress(standings: Sequence[Standing]) -> float:
    """0 to 1: the share of all items answered at least once, so that long steps weigh more."""
    items = sum(standing.items for standing in standings)
    return sum(min(standing.seen, standing.items) for standing in standings) / items if items else 0.0


def circle_in(gates: Sequence[Gate]) -> tuple[str, ...]:
    """The steps of a circle of requirements, each required by the one before it; empty when there is none."""
    requires = {gate.step: gate.requires for gate in gates}
    done: set[str] = set()
    for start in requires:
        walk: list[tuple[str, list[str]]] = [(start, list(requires[start]))] if start not in done else []
        while walk:
            step, left = walk[-1]
            if not left:
                done.add(step)
                walk.pop()
                continue
            following = left.pop(0)
            path = [one for one, _ in walk]
            if following in path:
                return tuple(path[path.index(following) :])
            if following in requires and following not in done:
                walk.append((following, list(requires[following])))
    return ()


def strangers_in(gates: Sequence[Gate]) -> tuple[str, ...]:
    """Steps that are required and are not in the path."""
    known = {gate.step for gate in gates}
    return tuple(sorted({step for gate in gates for step in gate.requires} - known))


def are_dates_in_order(gate: Gate) -> bool:
    return gate.opens is None or gate.closes is None or gate.opens < gate.closes
