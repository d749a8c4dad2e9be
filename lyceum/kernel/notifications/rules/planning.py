"""What happens next on a notification's way to one person: from the steps and what is so, to acts and a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from lyceum.kernel.foundation.rules.workflow import (
    EMAIL,
    IN_APP,
    PUSH,
    SMS,
    Digest,
    Met,
    Step,
    Tell,
    Unless,
    Wait,
)
from lyceum.kernel.notifications.rules.hours import Quiet, next_at, next_round

LOUD = frozenset({PUSH, SMS})
LOOKED_AT_AGAIN = timedelta(minutes=1)  # another channel is being tried at this very moment


class Outcome(StrEnum):
    TOLD = "told"
    WAITED = "waited"
    SKIPPED = "skipped"
    DIGESTED = "digested"
    ENDED = "ended"


class Reached(StrEnum):
    NO = "no"
    PENDING = "pending"  # handed over just now, the answer is not known yet
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is so for one person. ``wanted``: channels that they want; ``usual``: those of the kind, whose absence is
    worth a word. ``unreachable``: channel → why nothing can be sent there."""

    now: datetime
    zone: ZoneInfo
    wanted: frozenset[str]
    usual: frozenset[str] = frozenset({IN_APP, EMAIL})
    unreachable: Mapping[str, str] = field(default_factory=dict)
    is_critical: bool = False
    is_read: bool = False
    is_present: bool = False
    is_throttled: bool = False
    reached: Reached = Reached.NO
    quiet: Quiet | None = None
    holds_mail: bool = False
    digest_at: time = time(18)


@dataclass(frozen=True, slots=True)
class Act:
    """What became of the step at ``position``."""

    position: int
    outcome: Outcome
    channel: str = ""
    reason: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """``step`` is taken up at ``next_at``; None: the way has ended. ``gathering``: the digest that it waits for."""

    acts: Sequence[Act]
    step: int
    next_at: datetime | None = None
    gathering: str = ""


def advance(steps: Sequence[Step], at: int, so: Situation) -> Plan:
    """Go on from step ``at`` as far as can be gone now."""
    acts: list[Act] = []
    for position in range(at, len(steps)):
        step = steps[position]
        act = _taken(step, position, so)
        acts += [act] if act else []
        if act and act.outcome is Outcome.ENDED:
            return Plan(acts, len(steps))
        if act and act.until:
            gathering = step.channel if isinstance(step, Digest) and act.reason == "digest" else ""
            return Plan(acts, position + isinstance(step, Wait), act.until, gathering)
    return Plan(acts, len(steps))


def _taken(step: Step, position: int, so: Situation) -> Act | None:
    """None: nothing worth a word."""
    match step:
        case Wait(minutes):
            return Act(position, Outcome.WAITED, until=so.now + timedelta(minutes=minutes))
        case Unless(met):
            return _ended(position, met, so)
        case Tell(channel):
            return _told(position, channel, so)
        case Digest():
            return _kept(position, step, so)


def _ended(position: int, met: Met, so: Situation) -> Act | None:
    if met is Met.REACHED and so.reached is Reached.PENDING:
        return Act(position, Outcome.WAITED, reason="pending", until=so.now + LOOKED_AT_AGAIN)
    holds = {Met.READ: so.is_read, Met.PRESENT: so.is_present, Met.REACHED: so.reached is Reached.YES}
    return Act(position, Outcome.ENDED, reason=met.value) if holds[met] else None


def _told(position: int, channel: str, so: Situation) -> Act | None:
    if reason := _why_not(channel, so):
        return _skipped(position, channel, reason, so)
    until = _quiet_until(channel, so)
    if until:
        return Act(position, Outcome.WAITED, channel, "quiet", until)
    return Act(position, Outcome.TOLD, channel)


def _skipped(position: int, channel: str, reason: str, so: Situation) -> Act | None:
    """What they never asked for is not worth a word."""
    if reason == "preference" and channel not in so.usual:
        return None
    return Act(position, Outcome.SKIPPED, channel, reason)


def _why_not(channel: str, so: Situation) -> str:
    """Why this channel does not take it, now or later; empty where it does."""
    if channel not in so.wanted:
        return "preference"
    if channel == IN_APP:
        return ""
    if so.is_read and not so.is_critical:
        return "read"
    if so.is_throttled and not so.is_critical:
        return "throttled"
    return so.unreachable.get(channel, "")


def _quiet_until(channel: str, so: Situation) -> datetime | None:
    is_held = channel in LOUD or (channel == EMAIL and so.holds_mail)
    return so.quiet.until(so.now, so.zone) if so.quiet and is_held and not so.is_critical else None


def _kept(position: int, step: Digest, so: Situation) -> Act | None:
    if reason := _why_not(step.channel, so):
        return _skipped(position, step.channel, reason, so)
    if so.is_critical:
        return Act(position, Outcome.TOLD, step.channel)
    until = digest_time(step, so.now, so.zone, so.digest_at)
    return Act(position, Outcome.WAITED, step.channel, "digest", until)


def due_digest(position: int, channel: str, so: Situation) -> Act:
    """Its hour has come: told with the others, unless that is not wanted any more."""
    reason = _why_not(channel, so)
    return Act(position, Outcome.SKIPPED if reason else Outcome.DIGESTED, channel, reason)


def digest_time(step: Digest, now: datetime, zone: ZoneInfo, chosen: time) -> datetime:
    if step.every_minutes:
        return next_round(now, step.every_minutes)
    return next_at(now, time.fromisoformat(step.at) if step.at else chosen, zone)


def ahead(steps: Sequence[Step], at: int) -> Sequence[Step]:
    """What may be taken up now: the steps up to the next wait."""
    waits = (position for position in range(at, len(steps)) if isinstance(steps[position], Wait))
    return steps[at : next(waits, len(steps))]
