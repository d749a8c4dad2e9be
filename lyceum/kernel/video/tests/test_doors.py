"""The page of a call, REST and GraphQL: for those who have a seat."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.registry import card_of
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.opening import open_about
from lyceum.kernel.video.actions.hosting import remove_person
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.tests.calls import call, joined

JSON = "application/json"


def test_the_page_may_use_camera_and_microphone_and_no_other_page_may(world: World) -> None:
    room = call(world.teacher, world.student)
    browser = world.browser(world.members[Role.TEACHER])
    answer = browser.get(f"/ampere/calls/{room.code}/")
    assert answer.status_code == 200
    assert b"<video-call" in answer.content
    for device in ("camera", "microphone", "display-capture"):
        assert f"{device}=(self)" in answer["Permissions-Policy"]
        assert f"{device}=()" in browser.get("/ampere/today/")["Permissions-Policy"]


@pytest.mark.parametrize("hours", [2, -3])
def test_before_its_time_and_after_it_the_page_says_so(world: World, hours: int) -> None:
    room = call(world.teacher, world.student, starts_at=timezone.now() + timedelta(hours=hours))
    answer = world.browser(world.members[Role.STUDENT]).get(f"/ampere/calls/{room.code}/")
    assert answer.status_code == 200
    assert b"<video-call" not in answer.content


def test_a_removed_person_finds_the_door_shut(world: World) -> None:
    room = call(world.teacher, world.student)
    remove_person(world.teacher, room.id, world.student.person_id)
    answer = world.browser(world.members[Role.STUDENT]).get(f"/ampere/calls/{room.code}/")
    assert b"<video-call" not in answer.content


@pytest.mark.parametrize("address", ["calls/{code}/", "api/v1/calls/{code}", "api/v1/calls/{code}/attendance"])
def test_there_is_no_such_call_for_whoever_has_no_seat(world: World, address: str) -> None:
    room = call(world.teacher, world.student)
    browser = world.browser(world.members[Role.ATHLETE])
    assert browser.get(f"/ampere/{address.format(code=room.code)}").status_code == 404


def test_a_host_enters_by_rest_and_a_guest_waits(world: World) -> None:
    room = call(world.teacher, world.student)
    entry = f"/ampere/api/v1/calls/{room.code}/entry"
    host = world.browser(world.members[Role.TEACHER]).post(entry, {}, JSON).json()
    assert (host["state"], host["kind"], host["role"], host["relay_only"]) == ("open", "mesh", "host", False)
    guest = world.browser(world.members[Role.STUDENT]).post(entry, {}, JSON).json()
    assert (guest["state"], guest["token"], guest["ice_servers"]) == ("waiting", "", [])


def test_one_sees_ones_own_calls_and_a_host_who_attended(world: World) -> None:
    room = call(world.teacher, world.student)
    call(world.owner, world.teacher)
    joined(world.teacher, room)
    browser = world.browser(world.members[Role.TEACHER])
    assert [each["role"] for each in browser.get("/ampere/api/v1/calls").json()] == ["host", "guest"]
    attended = browser.get(f"/ampere/api/v1/calls/{room.code}/attendance").json()
    assert [(each["name"], each["left_at"]) for each in attended] == [("Teacher Lycée Ampère", None)]
    guest = world.browser(world.members[Role.STUDENT])
    assert guest.get(f"/ampere/api/v1/calls/{room.code}/attendance").status_code == 403


def test_graphql_gives_the_same(world: World) -> None:
    room = call(world.teacher, world.student)
    browser = world.browser(world.members[Role.TEACHER])
    query = f'mutation {{ enterCall(code: "{room.code}") {{ state kind role iceServers }} }}'
    entered = browser.post("/ampere/graphql", {"query": query}, JSON).json()["data"]["enterCall"]
    assert entered == {"state": "open", "kind": "mesh", "role": "host", "iceServers": []}
    asked = f'{{ calls {{ code role door }} callAttendance(code: "{room.code}") {{ name }} }}'
    found = browser.post("/ampere/graphql", {"query": asked}, JSON).json()["data"]
    assert found == {"calls": [{"code": room.code, "role": "host", "door": "open"}], "callAttendance": []}


def test_those_in_a_call_have_a_conversation_beside_it(world: World) -> None:
    room = call(world.teacher, world.student)
    found = {open_about(caller, "video:call", room.id).id for caller in (world.teacher, world.student)}
    assert len(found) == 1
    with pytest.raises(NotFound):
        open_about(world.owner, "video:call", room.id)


def test_a_card_leads_whoever_has_a_seat_to_the_call(world: World) -> None:
    room = call(world.teacher, world.student)
    card = card_of(world.student, "video:call", room.id)
    assert card
    assert card.url.endswith(f"/calls/{Room.objects.get().code}/")
    assert card_of(world.owner, "video:call", room.id) is None
