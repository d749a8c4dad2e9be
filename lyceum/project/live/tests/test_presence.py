import pytest

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.presence import presence_topic
from lyceum.kernel.identity.queries.presence import present_among
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.live import presence
from lyceum.project.live.tests.conftest import Opens, anyone, ask, hear

pytestmark = pytest.mark.django_db


def test_a_colleague_sees_who_opens_and_closes_a_page(
    world: World, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "GRACE", 1.5)
    student = anyone(world)
    topic, name = presence_topic(world.ampere.id, student.person_id), f"presence:{student.person_id}"
    teacher = opens(world.members[Role.TEACHER], "ampere")
    assert ask(teacher, name) == {"subscribed": [name], "each": {name: [topic, name]}}
    first = opens(student, "ampere")
    assert hear(teacher) == {"topic": topic, "kind": "here"}
    with scope.entered(world.ampere.id):
        assert present_among(world.ampere.id, [student.person_id]) == {student.person_id}
    first.close()
    second = opens(student, "ampere")
    with pytest.raises(TimeoutError):
        hear(teacher, within=2.5)
    second.close()
    assert hear(teacher) == {"topic": topic, "kind": "gone"}
    with scope.entered(world.ampere.id):
        assert present_among(world.ampere.id, [student.person_id]) == set()
