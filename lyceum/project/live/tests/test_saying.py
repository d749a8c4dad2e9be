"""What a socket says reaches whom it is for, as it was said; and a no is answered."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from websockets.sync.client import ClientConnection

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface import live
from lyceum.kernel.foundation.live import person_topic, push, push_content, revoke
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.live.tests.conftest import Opens, anyone, ask, closes_with, hear

pytestmark = pytest.mark.django_db
lamps: dict[UUID, set[str]] = {}


@pytest.fixture(autouse=True)
def _room() -> Iterator[None]:
    """A room of this test: lamps that shine for whom they are lit."""
    topics, utterances = list(live.topics), dict(live.utterances)
    live.topic("person:{me}:lamps", MEMBER, each=lambda caller: lamps.get(caller.person_id, ()))
    live.utterance("shine", MEMBER)(shine)
    live.utterance("signal", MEMBER)(signal)
    yield
    live.topics[:] = topics
    live.utterances.clear()
    live.utterances.update(utterances)
    lamps.clear()


def shine(caller: Caller, lamp: str) -> None:
    if lamp not in lamps.get(caller.person_id, ()):
        raise Conflict("It is not yours.")
    push_content(lamp, "shines", {"person": caller.person_id})


def signal(caller: Caller, person: UUID, text: str) -> None:
    push_content(f"person:{person}:lamps", "signal", {"text": text})


def say(connection: ClientConnection, name: str, **about: str) -> None:
    connection.send(json.dumps({"say": name, "about": about}))


def test_one_name_stands_for_many_topics(world: World, opens: Opens) -> None:
    student, teacher = anyone(world), world.members[Role.TEACHER]
    lamps[student.person_id] = {"lamp:1", "lamp:2"}
    lamps[teacher.person_id] = {"lamp:2"}
    here, there = opens(student, "ampere"), opens(teacher, "ampere")
    own = f"person:{student.person_id}:lamps"
    assert ask(here, "lamps") == {"subscribed": ["lamps"], "each": {"lamps": ["lamp:1", "lamp:2", own]}}
    ask(there, "lamps")
    say(here, "shine", lamp="lamp:2")
    shining = {"topic": "lamp:2", "kind": "shines", "content": {"person": str(student.person_id)}}
    assert (hear(here), hear(there)) == (shining, shining)
    say(there, "shine", lamp="lamp:1")
    assert hear(there) == {"refused_say": "shine", "code": "conflict", "message": "It is not yours."}
    push("lamp:1", "refresh")
    assert hear(here) == {"topic": "lamp:1", "kind": "refresh"}


def test_what_a_name_means_is_found_anew_when_rights_change(world: World, opens: Opens) -> None:
    student = anyone(world)
    lamps[student.person_id] = {"lamp:1"}
    here = opens(student, "ampere")
    own = f"person:{student.person_id}:lamps"
    ask(here, "lamps")
    lamps[student.person_id] = {"lamp:3"}
    revoke(person_topic(student.person_id))
    assert hear(here) == {"changed": ["lamps"], "each": {"lamps": ["lamp:3", own]}}
    push("lamp:1", "refresh")
    push("lamp:3", "refresh")
    assert hear(here) == {"topic": "lamp:3", "kind": "refresh"}


def test_what_was_left_is_heard_no_more(world: World, opens: Opens) -> None:
    here = opens(anyone(world), "ampere")
    ask(here, "notices")
    here.send(json.dumps({"unsubscribe": ["notices"]}))
    ask(here, "lamps")
    push(f"organisation:{world.ampere.id}:notices", "refresh")
    with pytest.raises(TimeoutError):
        hear(here, within=0.3)


def test_a_description_of_sixty_thousand_bytes_arrives_as_it_was(world: World, opens: Opens) -> None:
    student = anyone(world)
    here = opens(student, "ampere")
    ask(here, "lamps")
    descriptions = ["".join(f"a=candidate:{number} é\r\n" for number in range(at, at + 2_500)) for at in range(5)]
    for text in descriptions:
        say(here, "signal", person=str(student.person_id), text=text)
    assert [hear(here)["content"]["text"] for _ in descriptions] == descriptions
    with transaction.atomic():
        for number, text in enumerate(descriptions):
            push_content("person:x:other", "signal", {"text": text})
            signal(world.student, student.person_id, f"{number}{text}")
    heard = [hear(here)["content"]["text"] for _ in descriptions]
    assert heard == [f"{number}{text}" for number, text in enumerate(descriptions)]


@pytest.mark.parametrize(
    ("name", "about", "code"),
    [
        ("nothing", {}, "not_found"),
        ("shine", {}, "invalid"),
        ("shine", {"lamp": "lamp:1", "more": ""}, "invalid"),
        ("signal", {"person": "no identifier", "text": ""}, "invalid"),
    ],
)
def test_what_cannot_be_said_is_answered(
    world: World, opens: Opens, name: str, about: dict[str, str], code: str
) -> None:
    here = opens(anyone(world), "ampere")
    say(here, name, **about)
    answer = hear(here)
    assert (answer["refused_say"], answer["code"]) == (name, code)


def test_a_fault_of_ours_is_answered_and_the_socket_stays(
    world: World, opens: Opens, caplog: pytest.LogCaptureFixture
) -> None:
    live.utterance("break", MEMBER)(lambda caller: 1 / 0)
    here = opens(anyone(world), "ampere")
    say(here, "break")
    assert hear(here)["code"] == "internal"
    assert ask(here, "notices") == {"subscribed": ["notices"]}


def test_who_belongs_to_no_organisation_says_nothing_there(world: World, opens: Opens) -> None:
    alone = opens(anyone(world))
    say(alone, "shine", lamp="lamp:1")
    assert hear(alone)["code"] == "not_allowed"


def test_who_was_suspended_says_nothing_more(world: World, opens: Opens) -> None:
    student = anyone(world)
    lamps[student.person_id] = {"lamp:1"}
    here = opens(student, "ampere")
    ask(here, "lamps")
    with scope.entered(world.ampere.id):
        assert Membership.objects.filter(id=student.id).update(suspended_at="2020-01-01T00:00Z") == 1
    say(here, "shine", lamp="lamp:1")
    assert closes_with(here) == 4403


def test_who_says_too_much_is_told_and_then_shut_out(world: World, opens: Opens) -> None:
    here = opens(anyone(world), "ampere")
    for _ in range(40):
        say(here, "nothing", text="x" * 60_000)
    codes: list[Any] = [hear(here)["code"] for _ in range(10)]
    assert (codes[0], codes[-1]) == ("not_found", "too_many")
    assert closes_with(here) == 4429
