from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import STAFF, Role
from lyceum.kernel.identity.models import Membership


def leaders_of(caller: Caller, other: Membership) -> frozenset[UUID]:
    """Who of the two may move it at once and hosts its room: whoever works here; both where both do, or neither."""
    leads = {caller.person_id: caller.roles, other.person_id: frozenset(map(Role, other.roles))}
    works_here = frozenset(person for person, roles in leads.items() if roles & STAFF)
    return works_here or frozenset(leads)
