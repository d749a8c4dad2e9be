from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import STAFF, Role
from lyceum.kernel.identity.models import Membership


def may_meet(caller: Caller, other: Membership) -> bool:
    """Ask this member for an appointment: who teaches or works here may meet everybody, the others whoever does."""
    if other.person_id == caller.person_id:
        return False
    return bool(caller.roles & STAFF) or _works_here(other)


def leaders_of(caller: Caller, other: Membership) -> frozenset[object]:
    """Who of the two may move it at once and hosts its room: whoever works here; both where both do, or neither."""
    leads = {caller.person_id: bool(caller.roles & STAFF), other.person_id: _works_here(other)}
    return frozenset(person for person, works in leads.items() if works or not any(leads.values()))


def _works_here(member: Membership) -> bool:
    return not STAFF.isdisjoint(map(Role, member.roles))
