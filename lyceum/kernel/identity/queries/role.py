"""Which role may do what: read from the one place where permissions are declared."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.rules.roles import grantable

ROLE_NAMES = {
    Role.OWNER: _("Owner"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.SUPPORT: _("Support"),
    Role.TEACHER: _("Teacher"),
    Role.COACH: _("Coach"),
    Role.ORGANISER: _("Organiser"),
    Role.STUDENT: _("Student"),
    Role.ATHLETE: _("Athlete"),
    Role.LEARNER: _("Learner"),
    Role.ATTENDEE: _("Attendee"),
}


@dataclass(frozen=True, slots=True)
class RoleView:
    """``may_give``: whether the caller may give this role to somebody."""

    code: str
    name: str
    permissions: list[str]
    may_give: bool


@dataclass(frozen=True, slots=True)
class PermissionRow:
    code: str
    label: str
    held: list[tuple[str, bool]]  # by the name of each role, in the order of Role


def roles_for(caller: Caller) -> list[RoleView]:
    """In a domain that is off, no role may do anything."""
    gives, domains = grantable(caller.roles), _domains_of(caller)
    held = {role: sorted(registry.permissions_of(frozenset({role}), domains)) for role in Role}
    return [RoleView(role, str(ROLE_NAMES[role]), held[role], role in gives) for role in Role]


def permission_matrix(caller: Caller) -> dict[str, list[PermissionRow]]:
    """Room → its permissions, and which role holds each."""
    rooms: dict[str, list[PermissionRow]] = {}
    shown = registry.permissions_of(frozenset(Role), _domains_of(caller))
    for permission in registry.permissions():
        if permission.code not in shown:
            continue
        held = [(str(ROLE_NAMES[role]), role in permission.roles) for role in Role]
        row = PermissionRow(permission.code, str(permission.label), held)
        rooms.setdefault(permission.code.split(".")[0], []).append(row)
    return rooms


def _domains_of(caller: Caller) -> frozenset[str]:
    return frozenset(Organisation.objects.values_list("domains", flat=True).get(id=caller.organisation_id))
