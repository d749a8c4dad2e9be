"""Nobody gives more than they have; nobody acts on their superiors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, PARTICIPANTS, Role
from lyceum.kernel.identity.rules.roles import grantable, keeps_an_owner, may_act_on, may_change, rank

pytestmark = pytest.mark.wish("A25")
roles = st.frozensets(st.sampled_from(list(Role)))


@given(roles)
def test_nobody_gives_a_role_above_their_own(own: frozenset[Role]) -> None:
    assert all(rank([role]) <= rank(own) for role in grantable(own))


@given(roles, roles, roles)
def test_no_change_raises_anybody_above_the_changer(
    own: frozenset[Role], before: frozenset[Role], after: frozenset[Role]
) -> None:
    if may_change(own, before, after):
        assert rank(after) <= rank(own)
        assert rank(before) <= rank(own)
        assert (before ^ after) <= grantable(own)


@given(roles, roles, roles)
def test_a_chain_of_changes_never_passes_the_first_changer(
    own: frozenset[Role], helper: frozenset[Role], after: frozenset[Role]
) -> None:
    """Raising an accomplice, who then raises oneself, gains nothing."""
    if may_change(own, frozenset(), helper) and may_change(helper, own, after):
        assert rank(after) <= rank(own)


@given(roles, roles)
def test_only_governors_act_on_members_and_never_upwards(own: frozenset[Role], theirs: frozenset[Role]) -> None:
    assert may_act_on(own, theirs) == (bool(own & GOVERNORS) and rank(theirs) <= rank(own))


def test_an_administrator_cannot_touch_an_owner() -> None:
    admin, owner = frozenset({Role.ADMINISTRATOR}), frozenset({Role.OWNER})
    assert not may_act_on(admin, owner)
    assert not may_change(admin, owner, frozenset({Role.STUDENT}))
    assert not may_change(admin, admin, owner)
    assert may_act_on(owner, admin)


@pytest.mark.parametrize(
    ("role", "gives"),
    [
        (Role.OWNER, EVERYONE),
        (Role.ADMINISTRATOR, EVERYONE - {Role.OWNER}),
        (Role.TEACHER, PARTICIPANTS),
        (Role.SUPPORT, frozenset()),
        (Role.STUDENT, frozenset()),
    ],
)
def test_what_each_role_gives(role: Role, gives: frozenset[Role]) -> None:
    assert grantable(frozenset({role})) == gives


def test_the_last_owner_stays() -> None:
    assert not keeps_an_owner(0, still_owns=False)
    assert keeps_an_owner(1, still_owns=False)
    assert keeps_an_owner(0, still_owns=True)
