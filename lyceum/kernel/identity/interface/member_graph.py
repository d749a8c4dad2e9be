from datetime import datetime
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.actions import membership as acts
from lyceum.kernel.identity.queries.membership import MemberFilter, member_list, member_of
from lyceum.kernel.identity.queries.shown import MemberGroupView, MemberView

strawberry.type(MemberGroupView, name="MemberGroup")
strawberry.type(MemberView, name="Member")
SEES, MANAGES = may("identity.see_members"), may("identity.manage_members")


@strawberry.type
class MemberPage:
    items: list[MemberView]
    next: str | None


@resolver(SEES)
def members(
    caller: Caller,
    search: str = "",
    role: str = "",
    group: UUID | None = None,
    state: str = "",
    after: str = "",
    limit: int = 20,
) -> MemberPage:
    page = member_list(caller, MemberFilter(search, role, group, state), after=after, limit=limit)
    return MemberPage(items=[MemberView.of(member) for member in page.members], next=page.next or None)


@resolver(SEES)
def member(caller: Caller, id: UUID) -> MemberView:
    return MemberView.of(member_of(caller, id))


@resolver(MANAGES)
def change_roles(caller: Caller, id: UUID, roles: list[str]) -> MemberView:
    return _shown(caller, acts.change_roles(caller, id, roles).id)


@resolver(MANAGES)
def set_title(caller: Caller, id: UUID, title: str) -> MemberView:
    return _shown(caller, acts.set_title(caller, id, title).id)


@resolver(MANAGES)
def suspend_member(caller: Caller, id: UUID) -> MemberView:
    return _shown(caller, acts.suspend_member(caller, id).id)


@resolver(MANAGES)
def restore_member(caller: Caller, id: UUID) -> MemberView:
    return _shown(caller, acts.restore_member(caller, id).id)


@resolver(MANAGES)
def set_end(caller: Caller, id: UUID, expires_at: datetime | None = None) -> MemberView:
    return _shown(caller, acts.set_end(caller, id, expires_at).id)


@resolver(MANAGES)
def remove_member(caller: Caller, id: UUID) -> bool:
    acts.remove_member(caller, id)
    return True


@resolver(MEMBER)
def leave_organisation(caller: Caller) -> bool:
    acts.leave_organisation(caller)
    return True


def _shown(caller: Caller, membership_id: UUID) -> MemberView:
    return MemberView.of(member_of(caller, membership_id))


@strawberry.type
class MemberQuery:
    members: MemberPage = strawberry.field(resolver=members, description="By name, page by page.")
    member: MemberView = strawberry.field(resolver=member)


@strawberry.type
class MemberMutation:
    change_roles: MemberView = strawberry.mutation(resolver=change_roles)
    set_title: MemberView = strawberry.mutation(resolver=set_title)
    suspend_member: MemberView = strawberry.mutation(resolver=suspend_member)
    restore_member: MemberView = strawberry.mutation(resolver=restore_member)
    set_end: MemberView = strawberry.mutation(resolver=set_end, description="Null: the membership has no end.")
    remove_member: bool = strawberry.mutation(resolver=remove_member)
    leave_organisation: bool = strawberry.mutation(resolver=leave_organisation)
