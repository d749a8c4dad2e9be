"""The conversation of a teacher and a student, through REST."""

import pytest
from django.test import Client

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.models import Message

JSON = "application/json"
API = "/ampere/api/v1"


def opened(browser: Client, world: World, other: Role) -> str:
    body = {"kind": "direct", "person_id": str(world.members[other].person_id)}
    answer = browser.post(f"{API}/conversations", body, JSON)
    assert answer.status_code == 200, answer.content
    conversation: str = answer.json()["id"]
    return conversation


@pytest.mark.wish("I9", "I10", "I15", "I16")
def test_a_teacher_and_a_student_write_to_each_other(world: World) -> None:
    teacher, student = (world.browser(world.members[role]) for role in (Role.TEACHER, Role.STUDENT))
    conversation = opened(teacher, world, Role.STUDENT)
    assert opened(student, world, Role.TEACHER) == conversation
    id = str(new_identifier())
    for _ in range(2):
        answer = teacher.post(f"{API}/conversations/{conversation}/messages", {"id": id, "body": " Bonjour "}, JSON)
        assert answer.status_code == 201, answer.content
    posted = answer.json()
    assert (posted["id"], posted["body"], posted["position"], posted["change"]) == (id, "Bonjour", 1, 1)
    listed = student.get(f"{API}/conversations").json()["items"]
    assert [(c["id"], c["unread"], c["last"]["body"], c["title"]) for c in listed] == [
        (conversation, 1, "Bonjour", "Teacher Lycée Ampère")
    ]
    page = student.get(f"{API}/conversations/{conversation}/messages").json()
    assert page == {"items": [posted], "cursor": 1, "earlier": False, "more": False}
    assert student.get(f"{API}/conversations/unread").json() == {"total": 1}
    read = student.put(f"{API}/conversations/{conversation}/reading", {"position": 9}, JSON)
    assert read.json() == {"read_position": 1}
    assert student.get(f"{API}/conversations/unread").json() == {"total": 0}
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert Message.objects.count() == 1
