from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import heard_by
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.foundation.tests.heard import listening
from lyceum.kernel.identity.actions.presence import (
    end_process,
    forget_old_presence,
    keep_presence,
    presence_topic,
)
from lyceum.kernel.identity.interface import live as _topics  # noqa: F401  (what may be heard is declared there)
from lyceum.kernel.identity.models import Organisation, Person, Presence
from lyceum.kernel.identity.queries.presence import present_among
from lyceum.kernel.identity.tests.factories import caller_of, make_member, make_organisation, make_person

ONE, OTHER = uuid4(), uuid4()


@pytest.fixture
def hall(transactional_db: None) -> Organisation:
    return make_organisation("Hall", "hall")


@pytest.fixture
def ada(hall: Organisation) -> Person:
    return make_member(hall, Role.STUDENT, person=make_person("Ada")).person


def present(hall: Organisation, person: Person) -> bool:
    with scope.entered(hall.id):
        return present_among(hall.id, [person.id, uuid4()]) == {person.id}


def told(hall: Organisation, person: Person, kind: str) -> dict[str, str]:
    return {"topic": presence_topic(hall.id, person.id), "kind": kind}


def test_who_comes_and_goes_is_told_once(hall: Organisation, ada: Person) -> None:
    with listening() as heard:
        keep_presence(hall.id, ONE, [ada.id])
        keep_presence(hall.id, ONE, [ada.id])
        keep_presence(hall.id, OTHER, [ada.id])
        assert present(hall, ada)
        keep_presence(hall.id, ONE, [], [ada.id])
        assert present(hall, ada)
        end_process(hall.id, OTHER)
        assert not present(hall, ada)
    assert heard == [told(hall, ada, "here"), told(hall, ada, "gone")]


def test_what_a_dead_process_said_is_forgotten(hall: Organisation, ada: Person) -> None:
    keep_presence(hall.id, ONE, [ada.id])
    _age(hall, 74)
    assert present(hall, ada)
    _age(hall, 76)
    assert not present(hall, ada)
    with listening() as heard:
        keep_presence(hall.id, OTHER, [])
    assert heard == [told(hall, ada, "gone")]
    keep_presence(hall.id, ONE, [ada.id])
    _age(hall, 76)
    with scope.entered(hall.id):
        forget_old_presence(hall.id)
        assert not Presence.objects.exists()


def test_being_here_is_not_being_there(hall: Organisation, ada: Person) -> None:
    other = make_organisation("Other", "other")
    make_member(other, Role.STUDENT, person=ada)
    keep_presence(hall.id, ONE, [ada.id])
    assert not present(other, ada)
    with scope.entered(other.id):
        assert present_among(hall.id, [ada.id]) == set()


def test_only_members_hear_of_each_other(hall: Organisation, ada: Person) -> None:
    teacher = caller_of(make_member(hall, Role.TEACHER))
    stranger = caller_of(make_member(make_organisation("Other", "other"), Role.OWNER))
    name = f"presence:{ada.id}"
    with scope.entered(hall.id):
        assert heard_by(teacher, name) == {name, presence_topic(hall.id, ada.id)}
        assert heard_by(teacher, "presence:nobody") is None
        assert heard_by(teacher, presence_topic(hall.id, ada.id)) is None
    assert heard_by(stranger, name) is None


def _age(hall: Organisation, seconds: float) -> None:
    with scope.entered(hall.id):
        assert Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=seconds)) == 1


def test_an_unknown_organisation_is_nobodys(hall: Organisation, ada: Person) -> None:
    assert present_among(UUID(int=0), [ada.id]) == set()
