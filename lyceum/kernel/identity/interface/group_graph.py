from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.actions import group as acts
from lyceum.kernel.identity.queries.group import group_for, groups_for
from lyceum.kernel.identity.queries.shown import GroupPlaceView, GroupView

strawberry.type(GroupView, name="Group")
strawberry.type(GroupPlaceView, name="GroupPlace")
MAKES = may("identity.make_groups")


@resolver(MEMBER)
def groups(caller: Caller) -> list[GroupView]:
    return [GroupView.of(group) for group in groups_for(caller)]


@resolver(MEMBER)
def group_members(caller: Caller, group_id: UUID, limit: int = 100) -> list[GroupPlaceView]:
    places = group_for(caller, group_id).places.all()
    return [GroupPlaceView.of(place) for place in list(places)[: max(1, min(limit, 500))]]


@resolver(MAKES)
def make_group(caller: Caller, name: str, description: str = "") -> GroupView:
    return _shown(caller, acts.make_group(caller, name, description).id)


@resolver(MAKES)
def change_group(caller: Caller, id: UUID, name: str, description: str = "") -> GroupView:
    return _shown(caller, acts.change_group(caller, id, name, description).id)


@resolver(MAKES)
def delete_group(caller: Caller, id: UUID) -> bool:
    acts.delete_group(caller, id)
    return True


@resolver(MAKES)
def place_member(caller: Caller, group_id: UUID, membership_id: UUID, leads: bool = False) -> GroupView:
    acts.place_member(caller, group_id, membership_id, leads=leads)
    return _shown(caller, group_id)


@resolver(MAKES)
def take_out(caller: Caller, group_id: UUID, membership_id: UUID) -> GroupView:
    acts.take_out(caller, group_id, membership_id)
    return _shown(caller, group_id)


def _shown(caller: Caller, group_id: UUID) -> GroupView:
    return GroupView.of(groups_for(caller).get(id=group_id))


@strawberry.type
class GroupQuery:
    groups: list[GroupView] = strawberry.field(resolver=groups, description="Those that the caller may see.")
    group_members: list[GroupPlaceView] = strawberry.field(resolver=group_members, description="Leaders first.")


@strawberry.type
class GroupMutation:
    make_group: GroupView = strawberry.mutation(resolver=make_group)
    change_group: GroupView = strawberry.mutation(resolver=change_group)
    delete_group: bool = strawberry.mutation(resolver=delete_group)
    place_member: GroupView = strawberry.mutation(resolver=place_member)
    take_out: GroupView = strawberry.mutation(resolver=take_out)
