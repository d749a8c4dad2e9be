"""Mails that a calendar takes, and the room that an agreement makes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from lyceum.kernel.calendar.actions.changing import cancel, reschedule
from lyceum.kernel.calendar.models import Appointment
from lyceum.kernel.calendar.queries.appointment import appointment_for
from lyceum.kernel.calendar.queries.card import appointment_card
from lyceum.kernel.calendar.queries.figures import held
from lyceum.kernel.calendar.queries.shown import shown
from lyceum.kernel.calendar.tests.meeting import agreed, hour, proposed, soon
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import OutboxMessage
from lyceum.kernel.video.models import Room, Seat


def enclosed(subject: str) -> tuple[str, str, int]:
    """(to whom, METHOD, SEQUENCE) of the file in the mail of this subject."""
    mail = OutboxMessage.objects.get(subject=subject)
    calendar = Calendar.from_ical(mail.headers["Enclosed appointment.ics"])
    (event,) = calendar.events
    return mail.recipient, str(calendar["METHOD"]), int(event["SEQUENCE"])


def test_mails_carry_what_a_calendar_takes(world: World, run_jobs: Callable[[], int]) -> None:
    student, teacher = (world.members[role].person.email for role in (Role.STUDENT, Role.TEACHER))
    appointment = agreed(world.student, world.teacher, title="Vecteurs")
    run_jobs()
    assert "Enclosed appointment.ics" not in OutboxMessage.objects.get(recipient=teacher).headers
    assert enclosed("Agreed: Vecteurs") == (student, "REQUEST", 0)
    reschedule(world.teacher, appointment.id, hour(4).starts, hour(4).ends)
    run_jobs()
    assert enclosed("Moved: Vecteurs") == (student, "REQUEST", 1)
    cancel(world.student, appointment.id, "Malade")
    run_jobs()
    assert enclosed("Cancelled: Vecteurs") == (teacher, "CANCEL", 2)


@pytest.mark.wish("I6", "I19")
def test_an_agreement_makes_a_room_for_the_two(world: World) -> None:
    assert proposed(world.student, world.teacher, hour(9)).room_id is None
    appointment = agreed(world.student, world.teacher)
    room = Room.objects.get()
    assert (appointment.room_id, room.about_id, len(room.code)) == (room.id, appointment.id, 24)
    assert set(Seat.objects.values_list("person_id", "role")) == {
        (world.student.person_id, "guest"),
        (world.teacher.person_id, "host"),
    }
    reschedule(world.teacher, appointment.id, hour(4).starts, hour(4).ends)
    room.refresh_from_db()
    assert (Room.objects.count(), room.starts_at) == (1, hour(4).starts)
    cancel(world.student, appointment.id)
    room.refresh_from_db()
    assert room.closed_at is not None


def test_a_place_needs_no_room(world: World) -> None:
    assert agreed(world.student, world.teacher, place="Salle 204").room_id is None
    assert Room.objects.count() == 0


@pytest.mark.parametrize(("minutes", "is_open"), [(12, False), (9, True)])
def test_the_way_in_stands_open_ten_minutes_before(world: World, minutes: int, is_open: bool) -> None:
    appointment = agreed(world.student, world.teacher, soon(minutes))
    view = shown(world.student, appointment_for(world.student, appointment.id))
    code = Room.objects.get().code
    assert (view.may_join, view.call_url) == (is_open, f"/calls/{code}/")
    html = world.browser(world.members[Role.STUDENT]).get(f"/ampere/appointments/{appointment.id}/").content.decode()
    assert (f'href="/ampere/calls/{code}/"' in html) is is_open


def test_its_card_is_for_those_who_meet(world: World) -> None:
    appointment = agreed(world.student, world.teacher, title="Vecteurs")
    card = appointment_card(world.student, appointment.id)
    assert card is not None
    assert (card.title, card.url) == ("Vecteurs", f"/appointments/{appointment.id}/")
    assert appointment_card(world.as_role(Role.COACH), appointment.id) is None


def test_what_was_held_is_counted_on_its_day_and_once(world: World) -> None:
    appointment = agreed(world.teacher, world.as_role(Role.COACH))
    cancelled = agreed(world.student, world.teacher, hour(3))
    cancel(world.student, cancelled.id)
    ends = timezone.now() - timedelta(days=1)
    Appointment.objects.all().update(starts_at=ends - timedelta(hours=1), ends_at=ends)
    days = [ends.date() + timedelta(days=n) for n in (-2, -1, 0, 1, 2)]
    tallies = [tally for day in days for tally in held(world.ampere.id, day)]
    assert [tally.person_id for tally in tallies] in ([world.teacher.person_id], [world.as_role(Role.COACH).person_id])
    assert appointment.people.count() == 2
