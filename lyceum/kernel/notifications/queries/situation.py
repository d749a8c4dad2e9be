"""What is so for each of many runs, in the same few statements however many."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.workflow import CHAT, EMAIL, IN_A_ROOM, PUSH, SMS, Met, Step, Unless
from lyceum.kernel.identity.queries.presence import present_among
from lyceum.kernel.notifications.models import Delivery, Reason, Run, State
from lyceum.kernel.notifications.queries.choices import Choices
from lyceum.kernel.notifications.rules.hours import Quiet
from lyceum.kernel.notifications.rules.planning import LOUD, Reached, Situation, ahead

_PEOPLE = """
    SELECT p.id, p.time_zone, q.starts_at, q.ends_at, COALESCE(q.days, '[]'), COALESCE(q.holds_mail, false),
        COALESCE(q.digest_at, '18:00'),
        EXISTS (SELECT FROM notifications_stoppedaddress s WHERE lower(s.address) = lower(p.email)),
        EXISTS (SELECT FROM notifications_device d WHERE d.person_id = p.id),
        EXISTS (SELECT FROM notifications_phone t WHERE t.person_id = p.id AND t.verified_at IS NOT NULL)
    FROM identity_person p LEFT JOIN notifications_quiethours q ON q.person_id = p.id
    WHERE p.id = ANY(%s)
"""
_THROTTLED = """
    SELECT n.id FROM notifications_notification n
    JOIN notifications_notification o ON o.person_id = n.person_id AND o.kind = n.kind AND o.thread = n.thread
        AND o.thread <> '' AND o.id < n.id AND o.created_at > n.created_at - %s * interval '1 minute'
    WHERE n.id = ANY(%s) AND n.kind = %s GROUP BY n.id HAVING count(*) >= %s
"""


def situations(runs: Sequence[Run], now: datetime, choices: Choices | None = None) -> dict[UUID, Situation]:
    """By run. They are of one organisation, whose scope is entered."""
    people = {run.person_id for run in runs if run.person_id}
    organisation_id = next((run.organisation_id for run in runs), None)
    known = _Known(
        choices or Choices.of(organisation_id, {run.kind for run in runs}, people),
        _habits(people),
        _present(organisation_id, runs),
        _reached(runs),
        _throttled(runs),
    )
    return {run.id: known.of(run, now) for run in runs}


def steps_of(run: Run) -> Sequence[Step]:
    """None for a kind that no room declares any more."""
    if run.person_id is None:
        return IN_A_ROOM
    kind = registry.notification_kinds().get(run.kind)
    return kind.workflow if kind else ()


def meets(run: Run, met: Met) -> bool:
    """Whether what is taken up next asks for that."""
    return Unless(met) in ahead(steps_of(run), run.step)


@dataclass(frozen=True, slots=True)
class _Habits:
    zone: ZoneInfo
    quiet: Quiet | None
    holds_mail: bool
    digest_at: time
    unreachable: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    choices: Choices
    habits: dict[UUID, _Habits]
    present: Collection[UUID]
    reached: dict[UUID, Reached]
    throttled: Collection[UUID]

    def of(self, run: Run, now: datetime) -> Situation:
        kind = registry.notification_kinds().get(run.kind)
        if run.person_id is None or kind is None:
            return Situation(now, ZoneInfo("UTC"), frozenset({CHAT}))
        mine = self.habits[run.person_id]
        return Situation(
            now,
            mine.zone,
            self.choices.wanted(kind, run.person_id),
            usual=kind.channels,
            unreachable=mine.unreachable,
            is_critical=kind.critical,
            is_read=run.notification.read_at is not None,
            is_present=run.person_id in self.present,
            is_throttled=run.notification_id in self.throttled,
            reached=self.reached.get(run.notification_id, Reached.NO),
            quiet=mine.quiet,
            holds_mail=mine.holds_mail,
            digest_at=mine.digest_at,
        )


def _habits(people: Collection[UUID]) -> dict[UUID, _Habits]:
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [list(people)])
        rows = cursor.fetchall()
    return {row[0]: _habits_in(*row[1:]) for row in rows}


def _habits_in(
    zone: str,
    starts_at: time | None,
    ends_at: time | None,
    days: str,
    holds_mail: bool,
    digest_at: time,
    is_stopped: bool,
    has_device: bool,
    has_phone: bool,
) -> _Habits:
    quiet = Quiet(starts_at, ends_at, json.loads(days)) if starts_at and ends_at else None
    nowhere = {PUSH: has_device, SMS: has_phone}
    unreachable = {channel: Reason.NO_ADDRESS.value for channel, is_there in nowhere.items() if not is_there}
    stopped = {EMAIL: Reason.STOPPED.value} if is_stopped else {}
    return _Habits(ZoneInfo(zone), quiet, holds_mail, digest_at, unreachable | stopped)


def _present(organisation_id: UUID | None, runs: Sequence[Run]) -> Collection[UUID]:
    asked = {run.person_id for run in runs if run.person_id and meets(run, Met.PRESENT)}
    return present_among(organisation_id, asked) if asked and organisation_id else ()


def _reached(runs: Sequence[Run]) -> dict[UUID, Reached]:
    asked = [run.notification_id for run in runs if meets(run, Met.REACHED)]
    if not asked:
        return {}
    found: dict[UUID, Reached] = {}
    rows = Delivery.objects.filter(notification_id__in=asked, channel__in=LOUD)
    for notification_id, state in rows.values_list("notification_id", "state"):
        if state == State.SENT:
            found[notification_id] = Reached.YES
        elif state == State.SENDING:
            found.setdefault(notification_id, Reached.PENDING)
    return found


def _throttled(runs: Sequence[Run]) -> set[UUID]:
    found: set[UUID] = set()
    for code in {run.kind for run in runs}:
        kind = registry.notification_kinds().get(code)
        if kind and kind.throttle:
            told = [run.notification_id for run in runs if run.kind == code]
            with connection.cursor() as cursor:
                cursor.execute(_THROTTLED, [kind.throttle.minutes, told, code, kind.throttle.most])
                found |= {row[0] for row in cursor.fetchall()}
    return found
