"""The line before a sale, as whoever stands in it sees it, and the organiser."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.models import EventTurnstile
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.rules.turnstile import let_in, told_wait
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Anyone, Caller

SOONEST, LATEST = 3, 20


@dataclass(frozen=True, slots=True)
class InLine:
    """``place`` is what the one who waits keeps. ``ahead``: None before ``opens_at``, when places are drawn."""

    place: str
    ahead: int | None
    seconds: float
    opens_at: datetime | None = None

    @property
    def is_turn(self) -> bool:
        return self.ahead is not None and self.ahead < 0

    @property
    def minutes(self) -> tuple[int, int]:
        return told_wait(self.seconds)

    @property
    def ask_again_in(self) -> int:
        """Seconds: sooner for those who are next."""
        return min(max(int(self.seconds / 2), SOONEST), LATEST)


@dataclass(frozen=True, slots=True)
class LineStanding:
    """``waiting``: numbers given out and not yet let in; ``rate``: people let in a second."""

    mode: str
    stands_since: datetime | None
    waiting: int
    let_in: int
    rate: float
    slow_ms: float


def turnstile_of(caller: Anyone, event_id: UUID) -> EventTurnstile | None:
    rows = EventTurnstile.objects.within(caller).filter(event_id=event_id).select_related("event")
    found: EventTurnstile | None = rows.first()
    return found


def standing_of(caller: Caller, event_id: UUID) -> LineStanding | None:
    refuse_unless(may_sell(caller, event_id))
    found = turnstile_of(caller, event_id)
    if found is None:
        return None
    passed = min(let_in(found.rule, timezone.now()), found.drawn) if found.stands_since else found.drawn
    return LineStanding(found.mode, found.stands_since, found.drawn - passed, passed, found.rate, found.slow_ms)
