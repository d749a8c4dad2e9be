import pytest

from lyceum.domains.learning.actions.policy import PolicyText, set_policy
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.policy import policy_of
from lyceum.domains.learning.rules.pedagogy import Answering
from lyceum.domains.learning.tests.school import draft_path
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

HINTS = frozenset({Answering.HINT, Answering.QUESTION})


def test_a_teacher_says_what_the_tutor_may_do(world: World) -> None:
    path = draft_path(world)
    changed = set_policy(world.teacher, path.id, PolicyText(HINTS, 4, (" Histoire ", "Cartes")), edition=1)
    policy = policy_of(changed)
    assert (policy.allowed, policy.hints_before_more, policy.subjects) == (HINTS, 4, ("Histoire", "Cartes"))
    assert changed.edition == 2
    with pytest.raises(Conflict):
        set_policy(world.teacher, path.id, PolicyText(HINTS), edition=1)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (PolicyText(frozenset()), "allowed"),
        (PolicyText(HINTS, -1), "hints_before_more"),
        (PolicyText(HINTS, 11), "hints_before_more"),
        (PolicyText(HINTS, 2, ("",)), "subjects"),
        (PolicyText(HINTS, 2, ("x" * 81,)), "subjects"),
        (PolicyText(HINTS, 2, ("x",) * 21), "subjects"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused_and_nothing_changes(
    world: World, text: PolicyText, field: str
) -> None:
    path = draft_path(world)
    with pytest.raises(Invalid) as refusal:
        set_policy(world.teacher, path.id, text)
    assert list(refusal.value.fields) == [field]
    assert Path.objects.within(world.teacher).get(id=path.id).policy == {}


def test_nobody_but_its_teachers_sets_it(world: World) -> None:
    path = draft_path(world)
    with pytest.raises((NotAllowed, NotFound)):
        set_policy(world.student, path.id, PolicyText(HINTS))


def test_the_policy_is_set_by_its_page_and_shown_in_the_editor(world: World) -> None:
    path = draft_path(world)
    browser = world.browser(world.members[Role.TEACHER])
    here = f"/ampere/learning/{path.id}/policy/"
    assert browser.get(here).content.decode().count("checked") == 4
    form = {"edition": 1, "allowed": ["hint"], "hints_before_more": 3, "subjects": "Latin\nGrec"}
    assert browser.post(here, form | {"allowed": []}).status_code == 422
    assert browser.post(here, form).status_code == 302
    page = browser.get(f"/ampere/learning/{path.id}/editor/").content.decode()
    assert ("3 hints before more" in page, "Latin, Grec" in page) == (True, True)
    late = browser.post(here, form | {"hints_before_more": 5})
    said = late.content.decode()
    assert (late.status_code, "3 hints before more" in said, 'value="5"' in said) == (422, True, True)
    assert 'name="edition" value="2"' in said
