import pytest

from lyceum.kernel.foundation.rules.refusal import NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.operations.actions.flag import switch_flag
from lyceum.kernel.operations.models import Flag
from lyceum.kernel.operations.queries.flag import flags_for, flags_on


@pytest.mark.wish("V12")
def test_a_flag_is_on_for_those_it_names(world: World) -> None:
    student, stranger = world.student, world.stranger
    Flag.objects.create(code="letters", on=True, organisation_ids=[world.ampere.id])
    Flag.objects.create(code="lamps", on=True, person_ids=[stranger.person_id])
    Flag.objects.create(code="gates", on=False, percentage=100)
    Flag.objects.create(code="steps", on=True, percentage=100)
    found = [flags_on(caller) for caller in (student, stranger, world.visitor)]
    assert found == [{"letters", "steps"}, {"lamps", "steps"}, {"steps"}]


def test_members_ask_by_rest_what_is_on_for_them(world: World) -> None:
    Flag.objects.create(code="letters", on=True, organisation_ids=[world.ampere.id])
    Flag.objects.create(code="steps", on=True, percentage=100)
    Flag.objects.create(code="lamps", on=True)
    answer = world.browser(world.members[Role.STUDENT]).get("/ampere/api/v1/flags")
    assert answer.json() == {"flags": ["letters", "steps"]}


def test_refuses_to_switch_for_anyone_but_an_operator(world: World) -> None:
    with pytest.raises(NotAllowed):
        switch_flag(world.owner, "letters", on=True)
    with pytest.raises(NotAllowed):
        flags_for(world.owner)
    assert not Flag.objects.exists()
