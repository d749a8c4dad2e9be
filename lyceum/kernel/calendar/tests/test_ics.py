"""Files and feeds that other calendars read."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar, Event

from lyceum.kernel.calendar.actions.changing import cancel, reschedule
from lyceum.kernel.calendar.actions.feeding import open_feed, revoke_feed
from lyceum.kernel.calendar.interface.feed_address import feed_address
from lyceum.kernel.calendar.interface.ics import Method, appointment_file
from lyceum.kernel.calendar.models import AgendaFeed, Appointment
from lyceum.kernel.calendar.queries.appointment import appointment_for
from lyceum.kernel.calendar.tests.meeting import agreed, hour, utc
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World


def only_event(file: bytes) -> Event:
    calendar = Calendar.from_ical(file)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return event


def path_of(world: World) -> str:
    """Of the student's feed, which is opened."""
    open_feed(world.student)
    return urlsplit(feed_address(world.student)).path


@pytest.mark.parametrize(
    ("zone", "moment", "clock", "offset"),
    [
        ("Europe/Paris", "2026-03-28T09:00", "2026-03-28 10:00", 1),
        ("Europe/Paris", "2026-03-29T09:00", "2026-03-29 11:00", 2),
        ("Europe/Paris", "2026-10-24T09:00", "2026-10-24 11:00", 2),
        ("Europe/Paris", "2026-10-25T09:00", "2026-10-25 10:00", 1),
        ("America/Sao_Paulo", "2026-10-25T09:00", "2026-10-25 06:00", -3),
    ],
)
def test_a_file_says_the_time_zone_and_what_it_means(
    world: World, zone: str, moment: str, clock: str, offset: int
) -> None:
    appointment = agreed(world.student, world.teacher)
    appointment.starts_at, appointment.ends_at = utc(moment), utc(moment) + timedelta(hours=1)
    file = appointment_file(appointment, "ampere", zone, Method.PUBLISH)
    event = only_event(file)
    assert (f"{event.start:%Y-%m-%d %H:%M}", event.start.astimezone(UTC)) == (clock, utc(moment))
    assert event.start.utcoffset() == timedelta(hours=offset)
    assert f"TZID:{zone}".encode() in file
    assert f"DTSTART;TZID={zone}:".encode() in file


def test_what_is_sent_again_is_the_same_event_with_a_higher_sequence(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher, hour(2))
    first = only_event(appointment_file(appointment, "ampere", "UTC", Method.REQUEST))
    moved = reschedule(teacher, appointment.id, hour(3).starts, hour(3).ends)
    second = only_event(appointment_file(moved, "ampere", "UTC", Method.REQUEST))
    gone = appointment_file(cancel(teacher, appointment.id), "ampere", "UTC", Method.CANCEL)
    third = only_event(gone)
    assert first["UID"] == second["UID"] == third["UID"]
    assert [event["SEQUENCE"] for event in (first, second, third)] == [0, 1, 2]
    assert b"METHOD:CANCEL" in gone
    assert [event["STATUS"] for event in (second, third)] == ["CONFIRMED", "CANCELLED"]
    people = {str(attendee).removeprefix("mailto:") for attendee in second["ATTENDEE"]}
    assert people == {world.members[role].person.email for role in (Role.STUDENT, Role.TEACHER)}
    assert str(second["ORGANIZER"]) == f"mailto:{world.members[Role.TEACHER].person.email}"


def test_one_appointment_is_downloaded_by_those_who_meet(world: World) -> None:
    appointment = agreed(world.student, world.teacher, title="Les vecteurs; l’été, \\ 2e\nligne")
    address = f"/ampere/appointments/{appointment.id}/appointment.ics"
    answer = world.browser(world.members[Role.STUDENT]).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert str(only_event(answer.content)["SUMMARY"]) == "Les vecteurs; l’été, \\ 2e\nligne"
    assert world.browser(world.members[Role.COACH]).get(address).status_code == 404


def test_whoever_holds_the_address_reads_the_agenda_of_its_owner_alone(world: World) -> None:
    agreed(world.student, world.teacher, hour(2), title="Les vecteurs")
    agreed(world.as_role(Role.COACH), world.teacher, hour(3), title="Une autre")
    answer = Client().get(path_of(world))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    event = only_event(answer.content)
    assert (str(event["SUMMARY"]), event.start.astimezone(UTC)) == ("Les vecteurs", hour(2).starts)
    scope.enter(world.ampere.id, None)
    assert AgendaFeed.objects.get().read_at is not None


def test_a_calendar_that_has_it_already_is_told_so(world: World) -> None:
    agreed(world.student, world.teacher, hour(2))
    path = path_of(world)
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    appointment = Appointment.objects.within(world.teacher).get()
    reschedule(world.teacher, appointment.id, hour(3).starts, hour(3).ends)
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_closed_feed_is_nowhere_and_a_new_one_has_another_address(world: World) -> None:
    path = path_of(world)
    assert path_of(world) == path
    revoke_feed(world.student)
    revoke_feed(world.student)
    assert Client().get(path).status_code == 404
    assert path_of(world) != path
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("why", ["guessed", "elsewhere", "suspended"])
def test_there_is_nothing_at_an_address_that_is_not_or_no_longer_right(world: World, why: str) -> None:
    path = path_of(world)
    if why == "suspended":
        Membership.objects.filter(id=world.members[Role.STUDENT].id).update(suspended_at=utc("2026-01-01T00:00"))
    changed = {"guessed": path.replace(".ics", "x.ics"), "elsewhere": path.replace("/ampere/", "/nordic/")}
    answer = Client().get(changed.get(why, path))
    assert answer.status_code == 404


def test_the_database_alone_opens_no_feed(world: World) -> None:
    token = path_of(world).rpartition("/")[2].removesuffix(".ics")
    feed = AgendaFeed.objects.within(world.student).get()
    assert len(token) == 43
    assert token not in str(vars(feed))


def test_what_was_not_accepted_has_no_file(world: World) -> None:
    appointment = appointment_for(world.student, agreed(world.student, world.teacher).id)
    Appointment.objects.filter(id=appointment.id).update(starts_at=None, ends_at=None, state="proposed")
    browser = world.browser(world.members[Role.STUDENT])
    assert browser.get(f"/ampere/appointments/{appointment.id}/appointment.ics").status_code == 404
