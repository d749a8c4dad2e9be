"""One act, every door: the same appointment proposed, accepted and cancelled through each."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.calendar.interface import live
from lyceum.kernel.calendar.interface.forms import slot_value
from lyceum.kernel.calendar.models import AgendaChoice, Appointment, AvailabilityHours, Slot, State
from lyceum.kernel.calendar.queries.availability import openings_with
from lyceum.kernel.calendar.tests.meeting import agreed, hour, open_slots, proposed
from lyceum.kernel.foundation.interface.live import may_hear, topics
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

JSON = "application/json"
HTMX = {"HX-Request": "true"}


def by_page(student: Client, teacher: Client, person: str, id: str) -> None:
    form = {"id": id, "title": "Les vecteurs", "where": "video", "minutes": "60", "slots": [slot_value(hour())]}
    answer = student.post(f"/ampere/appointments/new/{person}/", form)
    assert (answer.status_code, answer["Location"]) == (302, f"/ampere/appointments/{id}/")
    html = teacher.get(f"/ampere/appointments/{id}/").content.decode()
    slot = html.split('name="slot" value="')[1].split('"')[0]
    assert teacher.post(f"/ampere/appointments/{id}/acceptance/", {"slot": slot}).status_code == 302


def by_rest(student: Client, teacher: Client, person: str, id: str) -> None:
    time = {"starts_at": hour().starts.isoformat(), "ends_at": hour().ends.isoformat()}
    body = {"person_id": person, "title": "Les vecteurs", "slots": [time], "id": id}
    made = student.post("/ampere/api/v1/appointments", body, JSON)
    assert (made.status_code, made.json()["state"], made.json()["waits_for_me"]) == (201, "proposed", False)
    slot = {"slot_id": made.json()["slots"][0]["id"]}
    answer = teacher.put(f"/ampere/api/v1/appointments/{id}/acceptance", slot, JSON)
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")


def by_graphql(student: Client, teacher: Client, person: str, id: str) -> None:
    times = f'[{{ startsAt: "{hour().starts.isoformat()}", endsAt: "{hour().ends.isoformat()}" }}]'
    asked = f'{{ personId: "{person}", title: "Les vecteurs", slots: {times}, id: "{id}" }}'
    query = f"mutation {{ proposeAppointment(appointment: {asked}) {{ slots {{ id }} }} }}"
    made = student.post("/ampere/graphql", {"query": query}, JSON).json()
    slot = made["data"]["proposeAppointment"]["slots"][0]["id"]
    query = f'mutation {{ acceptAppointment(id: "{id}", slotId: "{slot}") {{ state }} }}'
    answer = teacher.post("/ampere/graphql", {"query": query}, JSON).json()
    assert answer == {"data": {"acceptAppointment": {"state": "accepted"}}}


@pytest.mark.wish("I1", "I17", "I18")
@pytest.mark.parametrize("door", [by_page, by_rest, by_graphql])
def test_an_appointment_is_proposed_and_accepted_through_each_door(
    world: World, door: Callable[[Client, Client, str, str], None]
) -> None:
    student, teacher = (world.browser(world.members[role]) for role in (Role.STUDENT, Role.TEACHER))
    id = new_identifier()
    door(student, teacher, str(world.members[Role.TEACHER].person_id), str(id))
    world.teacher  # noqa: B018  enters the scope of the organisation again
    made = Appointment.objects.get()
    assert (made.id, made.title, made.state, made.starts_at) == (id, "Les vecteurs", State.ACCEPTED, hour().starts)


@pytest.mark.parametrize("act", ["refusal", "times", "cancellation", "time"])
@pytest.mark.parametrize("door", ["page", "rest", "graphql"])
def test_it_is_answered_moved_and_cancelled_through_each_door(world: World, act: str, door: str) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher) if act == "time" else proposed(student, teacher)
    browser = world.browser(world.members[Role.TEACHER])
    starts, ends = (moment.isoformat() for moment in (hour(5).starts, hour(5).ends))
    times = [{"starts_at": starts, "ends_at": ends}]
    if door == "page":
        form = {
            "refusal": {"words": "Non"},
            "times": {"id": str(new_identifier()), "minutes": "60", "slots": [slot_value(hour(5))]},
            "cancellation": {"words": "Non"},
            "time": {"starts_at": timezone.localtime(hour(5).starts).strftime("%Y-%m-%dT%H:%M"), "minutes": "60"},
        }[act]
        zone = world.members[Role.TEACHER].person.time_zone
        if act == "time":
            with timezone.override(zone):
                form["starts_at"] = timezone.localtime(hour(5).starts).strftime("%Y-%m-%dT%H:%M")
        assert browser.post(f"/ampere/appointments/{appointment.id}/{act}/", form).status_code == 302
    elif door == "rest":
        body = {
            "refusal": {"words": "Non"},
            "times": {"slots": times},
            "cancellation": {"words": "Non"},
            "time": times[0],
        }[act]
        method = browser.post if act == "times" else browser.put
        assert method(f"/ampere/api/v1/appointments/{appointment.id}/{act}", body, JSON).status_code == 200
    else:
        asked = f'startsAt: "{starts}", endsAt: "{ends}"'
        field = {
            "refusal": "declineAppointment({})",
            "times": "proposeOtherTimes({}, slots: [{{ " + asked + " }}])",
            "cancellation": "cancelAppointment({})",
            "time": "moveAppointment({}, " + asked + ")",
        }[act]
        query = "mutation { " + field.format(f'id: "{appointment.id}"') + " { id } }"
        assert "errors" not in browser.post("/ampere/graphql", {"query": query}, JSON).json()
    world.teacher  # noqa: B018  enters the scope of the organisation again
    appointment.refresh_from_db()
    found = (appointment.state, appointment.round, appointment.sequence, appointment.starts_at)
    assert (
        found
        == {
            "refusal": (State.DECLINED, 1, 0, None),
            "times": (State.PROPOSED, 2, 0, None),
            "cancellation": (State.CANCELLED, 1, 0, None),
            "time": (State.ACCEPTED, 1, 1, hour(5).starts),
        }[act]
    )


@pytest.mark.parametrize("address", ["/ampere/appointments/", "/ampere/api/v1/appointments", "/ampere/agenda/"])
def test_a_list_of_three_asks_no_more_than_a_list_of_one(world: World, address: str) -> None:
    browser, counts, n = world.browser(world.members[Role.STUDENT]), [], 1
    for more in (1, 2):
        for _ in range(more):
            n += 1
            student, teacher = world.student, world.teacher
            agreed(student, teacher, hour(n), title="Sortie")
            proposed(student, teacher, hour(n, 15), title="Sortie")
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        assert answer.content.decode().count("Sortie") >= more
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "address", ["/appointments/", "/agenda/", "/appointments/{id}/"], ids=["list", "agenda", "appointment"]
)
def test_a_part_comes_alone_when_the_socket_asks_for_it(world: World, address: str) -> None:
    appointment = agreed(world.student, world.teacher)
    name = "appointments" if address == "/appointments/" else address.strip("/").split("/")[0].rstrip("s")
    browser = world.browser(world.members[Role.STUDENT])
    part = browser.get("/ampere" + address.format(id=appointment.id), headers=HTMX | {"HX-Target": name})
    assert part.content.decode().lstrip().startswith(f'<div id="{name}"')


def test_times_at_which_both_are_free_are_offered_and_kept_from_week_to_week(world: World) -> None:
    student, teacher = world.student, world.teacher.person_id
    since = timezone.now()
    first = openings_with(student, teacher, since, since + timedelta(days=7), timedelta(minutes=30))[0]
    browser = world.browser(world.members[Role.STUDENT])
    address = f"/ampere/appointments/new/{teacher}/"
    day = first.starts.date().isoformat()
    page = browser.get(f"{address}?week={day}").content.decode()
    assert f'value="{slot_value(first)}" >' in page
    form = {
        "slots": [slot_value(first)],
        "minutes": "30",
        "look": (first.starts + timedelta(days=7)).date().isoformat(),
    }
    later = browser.post(address, form)
    assert later.status_code == 200
    assert f'value="{slot_value(first)}" checked>' in later.content.decode()
    world.student  # noqa: B018  enters the scope of the organisation again
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize("slots", [[], ["soon"], ["2020-01-01T10:00+00:00/30"], ["9999-12-31T23:59+00:00/600"]])
def test_a_proposal_says_what_is_wrong_and_keeps_what_was_written(world: World, slots: list[str]) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    form = {"id": str(new_identifier()), "title": "Les vecteurs", "where": "video", "minutes": "30", "slots": slots}
    answer = browser.post(f"/ampere/appointments/new/{world.members[Role.TEACHER].person_id}/", form)
    assert answer.status_code == 422
    assert 'value="Les vecteurs"' in answer.content.decode()
    world.student  # noqa: B018  enters the scope of the organisation again
    assert Slot.objects.count() == 0


def test_a_double_booking_is_said_on_the_page(world: World) -> None:
    waiting = proposed(world.as_role(Role.COACH), world.teacher)
    agreed(world.student, world.teacher)
    slot = open_slots(waiting)[0].id
    browser = world.browser(world.members[Role.TEACHER])
    answer = browser.post(f"/ampere/appointments/{waiting.id}/acceptance/", {"slot": str(slot)}, follow=True)
    assert "You already have an appointment at that time." in answer.content.decode()
    assert (
        browser.put(f"/ampere/api/v1/appointments/{waiting.id}/acceptance", {"slot_id": str(slot)}, JSON).json()["code"]
        == "double_booking"
    )


def test_hours_and_reminders_are_chosen_by_page_and_rest(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    form = {"since_0_0": "09:00", "until_0_0": "12:00", "first_0": "2027-02-15", "last_0": "", "only_in_hours": "on"}
    assert browser.post("/ampere/agenda/choices/", form).status_code == 302
    assert browser.post("/ampere/agenda/reminders/", {"minutes": ["60", "15"]}).status_code == 302
    said = browser.get("/ampere/api/v1/availability").json()
    assert said == {
        "hours": [{"weekday": 0, "since": "09:00:00", "until": "12:00:00"}],
        "away": [{"first_on": "2027-02-15", "last_on": "2027-02-15"}],
        "only_in_hours": True,
    }
    assert browser.get("/ampere/api/v1/reminders").json() == {"minutes": [60, 15]}
    assert 'value="09:00"' in browser.get("/ampere/agenda/choices/").content.decode()
    assert browser.put("/ampere/api/v1/availability", {"hours": []}, JSON).status_code == 200
    assert browser.post("/ampere/agenda/choices/", {"since_0_0": "12:00", "until_0_0": "09:00"}).status_code == 422
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert (AvailabilityHours.objects.count(), AgendaChoice.objects.get().reminders) == (0, [60, 15])


def test_hours_and_the_feed_by_graphql(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    hours = '[{ weekday: 1, since: "09:00:00", until: "12:00:00" }]'
    query = f"""mutation {{ setAvailability(hours: {hours}, away: []) {{ hours {{ weekday until }} onlyInHours }}
        chooseReminders(minutes: [30]) openAgendaFeed }}"""
    answer = browser.post("/ampere/graphql", {"query": query}, JSON).json()["data"]
    assert answer["setAvailability"] == {"hours": [{"weekday": 1, "until": "12:00:00"}], "onlyInHours": False}
    assert answer["chooseReminders"] == [30]
    assert answer["openAgendaFeed"] == browser.get("/ampere/api/v1/agenda/feed").json()["address"]
    browser.delete("/ampere/api/v1/agenda/feed")
    assert browser.get("/ampere/api/v1/agenda/feed").json() == {"address": ""}


def test_the_feed_is_opened_and_closed_by_page(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert "/agenda/feed/" in browser.post("/ampere/agenda/feed/", follow=True).content.decode()
    address = browser.get("/ampere/api/v1/agenda/feed").json()["address"]
    assert address in browser.get("/ampere/agenda/feed/").content.decode()
    browser.post("/ampere/agenda/feed/closing/")
    assert address not in browser.get("/ampere/agenda/feed/").content.decode()


def test_whom_one_may_ask_is_found_by_name(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    html = browser.get("/ampere/appointments/new/?q=teach&title=Les+vecteurs").content.decode()
    teacher = world.members[Role.TEACHER].person_id
    assert f"/ampere/appointments/new/{teacher}/?title=Les+vecteurs" in html
    assert str(world.members[Role.COACH].person_id) not in html


def test_only_its_owner_hears_an_agenda(world: World) -> None:
    topic = f"person:{world.student.person_id}:agenda"
    assert live.AGENDA in topics
    heard = [may_hear(caller, topic) for caller in (world.student, world.teacher, world.visitor)]
    assert heard == [True, False, False]


def test_the_agenda_by_rest_and_graphql_is_the_same(world: World) -> None:
    appointment = agreed(world.student, world.teacher)
    browser = world.browser(world.members[Role.STUDENT])
    window = {"since": hour(1).starts.isoformat(), "until": hour(9).starts.isoformat()}
    by_rest = browser.get("/ampere/api/v1/agenda", window).json()
    query = f'{{ agenda(since: "{window["since"]}", until: "{window["until"]}") {{ key title }} }}'
    by_graph = browser.post("/ampere/graphql", {"query": query}, JSON).json()["data"]["agenda"]
    assert [(one["key"], one["title"]) for one in by_rest] == [(one["key"], one["title"]) for one in by_graph]
    assert [one["key"] for one in by_rest] == [f"calendar.appointment:{appointment.id}"]
    assert isinstance(appointment.id, UUID)
