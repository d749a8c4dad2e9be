"""Appointments past and to come, one that waits for an answer, a teacher's hours."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from lyceum.kernel.calendar.actions.answering import accept, decline
from lyceum.kernel.calendar.actions.availability import Week, set_availability
from lyceum.kernel.calendar.actions.changing import cancel, counter
from lyceum.kernel.calendar.actions.proposing import Proposal, propose
from lyceum.kernel.calendar.models import Appointment, Slot
from lyceum.kernel.calendar.models.appointment import VIDEO
from lyceum.kernel.calendar.rules.availability import Hours
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.foundation.rules.identifier import new_identifier

__all__ = ["demo"]
HERE = Path(__file__).parent
TEACHES = [Hours(day, *hours) for day in range(5) for hours in ((time(8), time(12)), (time(13, 30), time(18)))]


@dataclass(frozen=True, slots=True)
class AppointmentScript:
    """As the head of ``appointments.toml`` says."""

    organisation: str
    by: str
    to: str
    title: str
    asked: int
    day: int
    hour: int
    end: str
    note: str = ""
    place: str = VIDEO
    minutes: int = 30
    words: str = ""
    others: list[list[int]] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is None:
        return
    with cast.acting(30), transaction.atomic():
        set_availability(cast.caller("Karim Benali", "ampere"), Week(TEACHES))
    for script in scripts():
        _meet(cast, script)


def scripts() -> list[AppointmentScript]:
    rows = tomllib.loads((HERE / "appointments.toml").read_text())["appointments"]
    return [AppointmentScript(**row) for row in rows]


def _meet(cast: Any, script: AppointmentScript) -> None:
    slots = [_span(cast, script, day, hour) for day, hour in [[script.day, script.hour], *script.others]]
    with cast.acting(script.asked, 9), transaction.atomic():
        caller = cast.caller(script.by, script.organisation)
        asked = Proposal(cast.people[script.to].id, script.title, slots, script.place, script.note)
        made = propose(caller, new_identifier(), asked)
    if script.end != "waiting":
        with cast.acting(script.asked - 0.6, 18), transaction.atomic():
            _answer(cast, script, made)
    if script.end == "cancelled":
        with cast.acting(script.asked - 1.5, 8), transaction.atomic():
            cancel(cast.caller(script.by, script.organisation), made.id, script.words)


def _answer(cast: Any, script: AppointmentScript, made: Appointment) -> None:
    other = cast.caller(script.to, script.organisation)
    if script.end == "declined":
        decline(other, made.id, script.words)
    elif script.end == "countered":
        counter(other, made.id, [_span(cast, script, *script.other)], script.words, turn_id=new_identifier())
    else:
        accept(other, made.id, Slot.objects.filter(appointment=made).order_by("starts_at")[0].id)


def _span(cast: Any, script: AppointmentScript, day: int, hour: int) -> Span:
    """Never at a weekend: what was to come comes after it, what was has been before."""
    moment: datetime = (cast.started + timedelta(days=day)).replace(hour=hour - 1, minute=0, second=0, microsecond=0)
    while moment.weekday() > 4:
        moment += timedelta(days=1 if day > 0 else -1)
    return Span(moment, moment + timedelta(minutes=script.minutes))
