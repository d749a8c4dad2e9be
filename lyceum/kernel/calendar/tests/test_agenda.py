"""What stands in an agenda, by the clock of whoever looks, also on the days on which clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.calendar.models import Appointment, Busy
from lyceum.kernel.calendar.queries.agenda import agenda_for, by_day, midnight
from lyceum.kernel.calendar.tests.meeting import agreed, hour, proposed, utc
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World


def at_time(appointment: Appointment, starts: datetime, minutes: int = 60) -> None:
    ends = starts + timedelta(minutes=minutes)
    Busy.objects.filter(appointment=appointment).delete()
    Appointment.objects.filter(id=appointment.id).update(starts_at=starts, ends_at=ends)


def in_zone(caller: Caller, zone: str) -> Caller:
    return replace(caller, time_zone=zone)


@pytest.mark.parametrize(
    ("zone", "moment", "day", "clock", "hours_of_day"),
    [
        ("Europe/Paris", "2026-03-28T09:00", date(2026, 3, 28), "10:00", 24),
        ("Europe/Paris", "2026-03-29T00:30", date(2026, 3, 29), "01:30", 23),
        ("Europe/Paris", "2026-03-29T09:00", date(2026, 3, 29), "11:00", 23),
        ("Europe/Paris", "2026-03-29T22:30", date(2026, 3, 30), "00:30", 24),
        ("Europe/Paris", "2026-10-25T00:30", date(2026, 10, 25), "02:30", 25),
        ("Europe/Paris", "2026-10-25T01:30", date(2026, 10, 25), "02:30", 25),
        ("Europe/Paris", "2026-10-25T22:30", date(2026, 10, 25), "23:30", 25),
        ("America/New_York", "2026-11-01T05:30", date(2026, 11, 1), "01:30", 25),
        ("Australia/Lord_Howe", "2026-04-04T15:00", date(2026, 4, 5), "01:30", 24.5),
        ("Asia/Kathmandu", "2026-03-28T18:15", date(2026, 3, 29), "00:00", 24),
    ],
)
def test_a_day_is_a_day_of_ones_own_clock(
    world: World, zone: str, moment: str, day: date, clock: str, hours_of_day: float
) -> None:
    student, teacher = world.student, world.teacher
    at_time(agreed(student, teacher), utc(moment))
    caller = in_zone(world.student, zone)
    since, until = midnight(caller, day - timedelta(days=2)), midnight(caller, day + timedelta(days=3))
    days = by_day(caller, agenda_for(caller, since, until), day - timedelta(days=2), day + timedelta(days=3))
    assert [(one.day, [f"{entry.starts_at:%H:%M}" for entry in one.entries]) for one in days if one.day == day] == [
        (day, [clock])
    ]
    length = midnight(caller, day + timedelta(days=1)).astimezone(UTC) - midnight(caller, day).astimezone(UTC)
    assert length == timedelta(hours=hours_of_day)


def test_the_hour_that_comes_twice_keeps_its_order(world: World) -> None:
    """02:30 summer time, 02:00 winter time: the clock says otherwise, time does not."""
    student, teacher = world.student, world.teacher
    first, second = agreed(student, teacher, hour(2), title="A"), agreed(student, teacher, hour(3), title="B")
    at_time(first, utc("2026-10-25T00:30"), 15)
    at_time(second, utc("2026-10-25T01:00"), 15)
    caller = in_zone(world.student, "Europe/Paris")
    found = agenda_for(caller, utc("2026-10-24T00:00"), utc("2026-10-26T00:00"))
    assert [(entry.title, f"{entry.starts_at:%H:%M%z}") for entry in found] == [
        ("A", "02:30+0200"),
        ("B", "02:00+0100"),
    ]


def test_what_lasts_past_midnight_stands_on_both_days(world: World) -> None:
    student, teacher = world.student, world.teacher
    at_time(agreed(student, teacher), utc("2026-03-28T22:30"))
    caller = in_zone(world.student, "Europe/Paris")
    days = by_day(
        caller,
        agenda_for(caller, utc("2026-03-27T00:00"), utc("2026-03-31T00:00")),
        date(2026, 3, 27),
        date(2026, 3, 31),
    )
    assert [one.day.day for one in days] == [28, 29]


def test_proposed_times_stand_in_it_too_and_only_who_leads_may_drag(world: World) -> None:
    student, teacher = world.student, world.teacher
    agreed(student, teacher, hour(2))
    proposed(student, teacher, hour(3), hour(4), title="Autre")
    until = hour(30).starts
    found = agenda_for(world.teacher, hour(1).starts, until)
    assert [(one.title, one.movable, one.tone) for one in found if one.key.startswith("calendar.")] == [
        ("Les vecteurs", True, "primary"),
        ("Proposed: Autre", False, "warning"),
        ("Proposed: Autre", False, "warning"),
    ]
    own = [one for one in agenda_for(world.student, hour(1).starts, until) if one.key.startswith("calendar.appo")]
    assert [one.movable for one in own] == [False]
    assert registry.mover_of(own[0].key) is not None
    assert agenda_for(world.as_role(Role.COACH), hour(1).starts, until) == []


def test_a_fuller_agenda_asks_no_more(world: World) -> None:
    student, teacher, counts = world.student, world.teacher, []
    for more in (1, 2):
        for n in range(more):
            agreed(student, teacher, hour(2 + more * 3 + n))
            proposed(student, teacher, hour(20 + more * 3 + n))
        with CaptureQueriesContext(connection) as asked:
            agenda_for(student, hour(1).starts, hour(40).starts)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (utc("2026-03-28T00:00"), utc("2026-03-28T00:00")),
        (utc("2026-03-28T00:00"), utc("2027-12-28T00:00")),
        (datetime.min, datetime.max),
    ],
)
def test_a_stretch_that_is_none_is_refused(world: World, since: datetime, until: datetime) -> None:
    with pytest.raises(Invalid):
        agenda_for(in_zone(world.student, "Asia/Tokyo"), since, until)
