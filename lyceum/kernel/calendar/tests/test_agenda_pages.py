"""The agenda as its pages draw it, and what dragging sends."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.calendar.models import Appointment
from lyceum.kernel.calendar.tests.meeting import agreed, hour
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, make_member

PARIS = ZoneInfo("Europe/Paris")


def meeting(world: World, *, days: int = 2, at: int = 10) -> Appointment:
    teacher, student = world.teacher, world.student
    return agreed(student, teacher, hour(days, at), title="Les vecteurs")


def asked(browser: Client, view: str, appointment: Appointment) -> str:
    assert appointment.starts_at
    day = appointment.starts_at.astimezone(PARIS).date()
    answer = browser.get(f"/ampere/agenda/?view={view}&on={day}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("view", ["list", "day", "week", "month", "nonsense"])
def test_every_view_shows_what_stands_in_its_days(world: World, view: str) -> None:
    page = asked(world.browser(world.members[Role.STUDENT]), view, meeting(world))
    assert "Les vecteurs" in page


def test_a_view_shows_nothing_of_other_days(world: World) -> None:
    meeting(world)
    page = world.browser(world.members[Role.STUDENT]).get("/ampere/agenda/?view=day&on=2030-01-01").content.decode()
    assert "Les vecteurs" not in page


@pytest.mark.parametrize("view", ["list", "week", "month"])
def test_more_in_the_agenda_asks_no_more_of_the_database(world: World, view: str) -> None:
    first = meeting(world, at=8)
    browser = world.browser(world.members[Role.STUDENT])
    asked(browser, view, first)
    with CaptureQueriesContext(connection) as one:
        asked(browser, view, first)
    for at in (10, 12):
        meeting(world, at=at)
    with CaptureQueriesContext(connection) as three:
        asked(browser, view, first)
    assert len(three) == len(one)


def test_dragging_moves_and_leads_back_to_the_same_view(world: World) -> None:
    appointment = meeting(world)
    assert appointment.starts_at
    day = (appointment.starts_at + timedelta(days=1)).astimezone(PARIS).date()
    sent = {"key": f"calendar.appointment:{appointment.id}", "day": str(day), "start": "14:15", "end": "15:00"}
    answer = world.browser(world.members[Role.TEACHER]).post("/ampere/agenda/move/", {**sent, "view": "week"})
    assert (answer.status_code, answer["Location"]) == (302, f"/ampere/agenda/?view=week&on={day}")
    world.student  # noqa: B018  enters the scope of the organisation again
    moved = Appointment.objects.get()
    assert moved.starts_at
    assert moved.ends_at
    assert [f"{when.astimezone(PARIS):%H:%M}" for when in (moved.starts_at, moved.ends_at)] == ["14:15", "15:00"]
    assert moved.starts_at.astimezone(PARIS).date() == day


def test_a_time_that_is_none_is_asked_for_again_and_moves_nothing(world: World) -> None:
    appointment = meeting(world)
    sent = {"key": f"calendar.appointment:{appointment.id}", "day": "tomorrow", "start": "14:15", "end": "15:00"}
    answer = world.browser(world.members[Role.TEACHER]).post("/ampere/agenda/move/", sent)
    world.student  # noqa: B018  enters the scope of the organisation again
    assert (answer.status_code, Appointment.objects.get().starts_at) == (422, appointment.starts_at)


def test_what_no_room_moves_is_nowhere(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    assert browser.get("/ampere/agenda/move/?key=lamp.lit:1").status_code == 404
    assert browser.post("/ampere/agenda/move/", {"key": "lamp.lit:1"}).status_code == 404


def test_the_past_is_refused_in_words(world: World) -> None:
    appointment = meeting(world)
    yesterday = (timezone.now() - timedelta(days=1)).date()
    sent = {"key": f"calendar.appointment:{appointment.id}", "day": str(yesterday), "start": "10:00", "end": "11:00"}
    answer = world.browser(world.members[Role.TEACHER]).post("/ampere/agenda/move/", sent)
    world.student  # noqa: B018  enters the scope of the organisation again
    assert (answer.status_code, Appointment.objects.get().starts_at) == (422, appointment.starts_at)
    assert 'type="time"' in answer.content.decode()


@pytest.mark.wish("I2")
def test_the_plan_of_a_group_is_for_those_who_may_see_the_group(world: World) -> None:
    address = f"/ampere/agenda/plans/{world.group.id}/"
    assert world.browser(world.members[Role.TEACHER]).get(address).status_code == 200
    outside = make_member(world.ampere, Role.STUDENT)
    assert world.browser(outside).get(address).status_code == 404
