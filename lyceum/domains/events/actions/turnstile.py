"""Let people in to buy, no faster than they can be served, and each in turn."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import randrange
from threading import Lock
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import TurnstileSet, TurnstileStood
from lyceum.domains.events.models import Event, EventTurnstile, Mode
from lyceum.domains.events.models.turnstile import new_seed
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.turnstile import InLine, turnstile_of
from lyceum.domains.events.rules.turnstile import (
    PLACE_FIELD,
    STARTING_RATE,
    adapted,
    ahead_of,
    at_rate,
    let_in,
    read_place,
    sign_place,
    wait_of,
)
from lyceum.kernel.foundation import serving
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import NotFound, TooMany

LOBBY = timedelta(minutes=30)  # before a sale begins, one may wait for it
ADAPTS_EVERY = timedelta(seconds=2)
QUIET_FOR = timedelta(minutes=2)  # with nobody in line: then it goes away
PASSES, PASSES_WITHIN = 6, 3600  # by one place: enough for second thoughts, too few to share
GOOD_FOR = 1.0  # seconds
SAMPLED = 4
_SAMPLES = 200

_lock = Lock()
_seen: dict[UUID, tuple[float, EventTurnstile]] = {}
_durations: dict[UUID, deque[tuple[float, bool]]] = {}


class StandInLine(TooMany):
    """Not yet: with the place to keep, and what may be said of the wait."""

    code = "stand_in_line"

    def __init__(self, line: InLine) -> None:
        super().__init__(_("Many people want to buy now. You have a place in line."), retry_after=line.ask_again_in)
        self.line, self.fields = line, {PLACE_FIELD: [line.place]}


@contextmanager
def through_turnstile(caller: Anyone, event_id: UUID, place: str = "") -> Iterator[str]:
    """Around a hold: gives the place to keep ("" where nobody stands in line), or raises StandInLine.

    How long what is inside takes is measured; the rate follows it.
    """
    turnstile = _turnstile_at(caller, event_id)
    kept = _pass(caller, turnstile, place) if turnstile.mode != Mode.NEVER else ""
    began, all_at_work = monotonic(), serving.all_at_work()
    yield kept
    _note(caller, turnstile, (monotonic() - began) * 1000, all_at_work)


def await_turn(caller: Anyone, event_id: UUID, place: str = "") -> InLine:
    """What one who waits asks again and again: how many are before them; less than nobody, and they may go on."""
    try:
        kept = _pass(caller, _turnstile_at(caller, event_id), place, spends=False)
    except StandInLine as refusal:
        return refusal.line
    return InLine(kept, -1, 0)


@transaction.atomic
def set_turnstile(caller: Caller, event_id: UUID, mode: str) -> None:
    """Idempotent. ``always`` also serves a rehearsal; ``never`` trusts the machine."""
    refuse_unless(may_sell(caller, event_id))
    event = Event.objects.within(caller).filter(id=event_id).first()
    if event is None or mode not in Mode.values:
        raise NotFound(_("There is no such event."))
    turnstile = turnstile_of(caller, event_id) or _made(event)
    if turnstile.mode == mode:
        return
    EventTurnstile.objects.within(caller).filter(id=turnstile.id).update(mode=mode)
    announce(caller, TurnstileSet(event_id, mode))


def _turnstile_at(caller: Anyone, event_id: UUID) -> EventTurnstile:
    """What this process saw a moment ago is good enough: hundreds who wait ask again and again."""
    seen_at, seen = _seen.get(event_id, (0.0, None))
    if seen and monotonic() - seen_at < GOOD_FOR and seen.organisation_id == _shop(caller):
        return seen
    found = turnstile_of(caller, event_id)
    if found is not None:
        _seen[event_id] = (monotonic(), found)
        return found
    event = Event.objects.within(caller).filter(id=event_id).first()
    if event is None:
        raise NotFound(_("There is no such event."))
    return _made(event)


def _shop(caller: Anyone) -> UUID | None:
    return getattr(caller, "organisation_id", None)


def _made(event: Event) -> EventTurnstile:
    made = EventTurnstile(organisation_id=event.organisation_id, event=event, since=timezone.now(), rate=STARTING_RATE)
    EventTurnstile.objects.bulk_create([made], ignore_conflicts=True)  # of two at once, one stays
    row: EventTurnstile = EventTurnstile.objects.select_related("event").get(event=event)
    return row


def _pass(caller: Anyone, turnstile: EventTurnstile, place: str, *, spends: bool = True) -> str:
    now = timezone.now()
    opens = turnstile.event.sales_from
    is_before = bool(opens and now < opens and opens - now <= LOBBY)
    if not turnstile.stands_since and not is_before and not (spends and _is_wanted(turnstile)):
        return ""
    if not turnstile.stands_since or (turnstile.lobby_until and not turnstile.seed):
        turnstile = _standing(caller, turnstile, now, opens if is_before else None)
    number = read_place(settings.SECRET_KEY, turnstile.line, place)
    if number is None or (number >= turnstile.drawn and number >= _drawn(turnstile)):
        number = _draw(turnstile)
    kept = sign_place(settings.SECRET_KEY, turnstile.line, number)
    ahead = ahead_of(turnstile.rule, number, now)
    if is_before or ahead >= 0:
        wait = wait_of(turnstile.rule, number, now)
        raise StandInLine(InLine(kept, None if is_before else ahead, wait, opens if is_before else None))
    if spends:
        spend("events.turnstile", f"{turnstile.line}:{number}", capacity=PASSES, per_seconds=PASSES_WITHIN)
    _leave_when_quiet(turnstile, now)
    return kept


def _is_wanted(turnstile: EventTurnstile) -> bool:
    """Whether more come in these two seconds than are served in them."""
    if turnstile.mode == Mode.ALWAYS:
        return True
    if randrange(SAMPLED):  # noqa: S311  (one in so many is counted, as so many: a statement less for the others)
        return False
    capacity = int(2 * max(turnstile.rate, STARTING_RATE))
    try:
        spend("events.demand", str(turnstile.event_id), capacity=capacity, per_seconds=2, cost=SAMPLED)
    except TooMany:
        return True
    return False


@transaction.atomic
def _standing(caller: Anyone, turnstile: EventTurnstile, now: datetime, opens: datetime | None) -> EventTurnstile:
    """Puts it there, and shuffles the lobby once the sale has begun. Of many at once, one does it."""
    rows = EventTurnstile.objects.within(caller).filter(id=turnstile.id)
    begin = {"base": 0, "drawn": 0, "lobby": 0, "seed": "", "since": opens or now, "lobby_until": opens}
    if not turnstile.stands_since and rows.filter(stands_since__isnull=True).update(stands_since=now, **begin):
        announce(caller, TurnstileStood(turnstile.event_id))
    ended = rows.filter(lobby_until__lte=now, seed="")
    if turnstile.lobby_until and not turnstile.seed and not opens:
        ended.update(lobby=F("drawn"), seed=new_seed())
    _seen.pop(turnstile.event_id, None)
    row: EventTurnstile = rows.select_related("event").get()
    return row


def _drawn(turnstile: EventTurnstile) -> int:
    """How many numbers there are by now: others have drawn since this process looked."""
    drawn: int = EventTurnstile.objects.filter(id=turnstile.id).values_list("drawn", flat=True).get()
    return drawn


def _draw(turnstile: EventTurnstile) -> int:
    with transaction.atomic():
        EventTurnstile.objects.filter(id=turnstile.id).update(drawn=F("drawn") + 1)
        return _drawn(turnstile) - 1


def _leave_when_quiet(turnstile: EventTurnstile, now: datetime) -> None:
    """Everybody has been let in, and for a while more could have been: the line is over."""
    unused = let_in(turnstile.rule, now) - turnstile.drawn
    if unused > turnstile.rate * QUIET_FOR.total_seconds():
        EventTurnstile.objects.filter(id=turnstile.id, drawn=turnstile.drawn).update(stands_since=None)


def _note(caller: Anyone, turnstile: EventTurnstile, took_ms: float, all_at_work: bool) -> None:
    """At most one process at a time, and seldom, writes what it measured; the rate goes on from who is in by now."""
    now = timezone.now()
    with _lock:
        samples = _durations.setdefault(turnstile.event_id, deque(maxlen=_SAMPLES))
        samples.append((took_ms, all_at_work))
        if not turnstile.stands_since or (turnstile.measured_at and now - turnstile.measured_at < ADAPTS_EVERY):
            return
        slow, _at_work = sorted(samples)[int(0.95 * (len(samples) - 1))]
        crowded = sum(at_work for _took, at_work in samples) / len(samples)
        samples.clear()
    _seen.pop(turnstile.event_id, None)
    rule = at_rate(turnstile.rule, adapted(turnstile.rate, slow, crowded), now)
    changed = {"rate": rule.rate, "base": rule.base, "since": rule.since, "slow_ms": slow, "measured_at": now}
    EventTurnstile.objects.within(caller).filter(id=turnstile.id, since=turnstile.since).update(**changed)
