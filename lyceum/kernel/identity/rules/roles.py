"""Who may give which role to whom. Nobody gives more than they have, and nobody acts on their superiors.

Roles have a rank: owner 4, administrator 3, leaders (teacher, coach, organiser) and support 2, participants 1.
Governors give roles up to their own rank; leaders only those below it, so that a teacher brings students
but makes no colleagues; support and participants give none.
"""

from collections.abc import Iterable

from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, LEADERS, PARTICIPANTS, Role

_RANK = {Role.OWNER: 4, Role.ADMINISTRATOR: 3, **dict.fromkeys(PARTICIPANTS, 1)}


def roles_named(names: Iterable[str]) -> frozenset[Role]:
    """Raises ValueError for a name that is no role."""
    return frozenset(Role(name) for name in names)


def rank(roles: Iterable[Role]) -> int:
    """The highest of them; 0 for none."""
    return max((_RANK.get(role, 2) for role in roles), default=0)


def grantable(own: frozenset[Role]) -> frozenset[Role]:
    """The roles that somebody with these roles may give and take away."""
    if own & GOVERNORS:
        return frozenset(role for role in EVERYONE if rank([role]) <= rank(own))
    return PARTICIPANTS if own & LEADERS else frozenset()


def may_act_on(own: frozenset[Role], theirs: frozenset[Role]) -> bool:
    """Suspend, end, remove: governors only, and never somebody of a higher rank."""
    return bool(own & GOVERNORS) and rank(theirs) <= rank(own)


def may_change(own: frozenset[Role], before: frozenset[Role], after: frozenset[Role]) -> bool:
    """Each role given or taken is the changer's to give, and the member is nobody above them."""
    return may_act_on(own, before) and (before ^ after) <= grantable(own)


def keeps_an_owner(others: int, still_owns: bool) -> bool:
    """``others``: active owners besides the member who changes."""
    return still_owns or others > 0
