"""Paths stay within the school's plan and seats."""

import pytest

from lyceum.domains.learning.actions.path import PathText, activate_path, archive_path, edit_path
from lyceum.domains.learning.models import Path, Status
from lyceum.domains.learning.tests.school import draft_path, given_to_class
from lyceum.kernel.billing.actions.plan import grant_plan
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.identity.tests.factories import World, make_person


def granted(world: World, **limits: int) -> None:
    operator = world.individual(make_person("Olga", is_operator=True))
    grant_plan(operator, world.ampere.id, "free", until=None, granted=limits)


def test_no_path_is_made_beyond_the_plan(world: World) -> None:
    granted(world, paths=1)
    draft_path(world)
    with pytest.raises(Conflict) as refused:
        draft_path(world)
    assert (refused.value.code, str(refused.value.message)) == (
        "beyond_plan",
        "The plan “Free” has room for 1 learning path, and that would be more. "
        "Archive a path that is over, or ask an owner for a larger plan.",
    )
    assert Path.objects.count() == 1


def test_an_archived_path_makes_room_and_comes_back_only_where_there_is_room(world: World) -> None:
    granted(world, paths=1)
    first = archive_path(world.teacher, draft_path(world).id)
    draft_path(world)
    with pytest.raises(Conflict):
        activate_path(world.teacher, first.id)
    assert Path.objects.get(id=first.id).status == Status.ARCHIVED


def test_a_path_is_given_to_nobody_while_more_students_are_here_than_there_are_seats(world: World) -> None:
    path = draft_path(world)
    granted(world, students=1)
    for act in (lambda: draft_path(world), lambda: activate_path(world.teacher, path.id)):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "beyond_plan"
    kept = edit_path(world.teacher, path.id, PathText("Un autre nom", audience=given_to_class(world)))
    assert (kept.name, kept.status) == ("Un autre nom", Status.DRAFT)


def test_a_student_is_counted_once_however_many_paths_they_follow(world: World) -> None:
    granted(world, students=2)
    for _ in range(3):
        activate_path(world.teacher, draft_path(world).id)
    assert Path.objects.filter(status=Status.ACTIVE).count() == 3
