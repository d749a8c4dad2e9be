"""What a member may do to the organisation, its people and its groups."""

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, GroupMembership, Membership
from lyceum.kernel.identity.rules.roles import grantable, may_act_on, may_change


def may_change_organisation(caller: Caller) -> bool:
    return caller.may("identity.change_organisation")


def may_hand_over(caller: Caller) -> bool:
    return caller.may("identity.own_organisation")


def may_manage(caller: Caller, member: Membership) -> bool:
    return caller.may("identity.manage_members") and may_act_on(caller.roles, roles_of(member))


def may_give(caller: Caller, member: Membership, roles: frozenset[Role]) -> bool:
    return caller.may("identity.manage_members") and may_change(caller.roles, roles_of(member), roles)


def may_invite(caller: Caller, roles: frozenset[Role] = frozenset()) -> bool:
    return caller.may("identity.invite_members") and roles <= grantable(caller.roles)


def may_make_groups(caller: Caller) -> bool:
    return caller.may("identity.make_groups")


def may_change_group(caller: Caller, group: Group) -> bool:
    """Governors change any group, a leader those that they lead."""
    if caller.may("identity.change_any_group"):
        return True
    places = GroupMembership.objects.within(caller).filter(group=group, membership_id=caller.membership_id, leads=True)
    return caller.may("identity.make_groups") and places.exists()


def roles_of(member: Membership) -> frozenset[Role]:
    return frozenset(Role(role) for role in member.roles)
