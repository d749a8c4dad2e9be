"""What there is room for: the plan in force, with what was granted besides."""

from collections.abc import Mapping
from datetime import date

from lyceum.kernel.billing.rules.plan import What

Limits = Mapping[What, int | None]


def is_in_force(until: date | None, today: date) -> bool:
    """The last day is part of it."""
    return until is None or today <= until


def with_granted(limits: Limits, granted: Mapping[str, int], ceiling: Mapping[What, int]) -> dict[What, int | None]:
    """``granted`` stands in the place of the plan's own; nothing passes the installation's ``ceiling``."""
    chosen = {what: granted.get(what, limit) for what, limit in limits.items()}
    return {what: _lower(limit, ceiling.get(what)) for what, limit in chosen.items()}


def is_beyond(limit: int | None, held: int) -> bool:
    return limit is not None and held > limit


def too_small(limits: Limits, held: Mapping[What, int]) -> list[What]:
    """Of what more is held than the limits admit, in their order."""
    return [what for what, limit in limits.items() if is_beyond(limit, held.get(what, 0))]


def share(limit: int | None, held: int) -> int:
    """0 to 100 of the limit; without one, nothing of it is ever used up."""
    if limit is None:
        return 0
    return min(100, round(100 * held / limit)) if limit else 100


def left(limit: int | None, held: int) -> int | None:
    return None if limit is None else max(0, limit - held)


def _lower(limit: int | None, ceiling: int | None) -> int | None:
    known = [number for number in (limit, ceiling) if number is not None]
    return min(known) if known else None
