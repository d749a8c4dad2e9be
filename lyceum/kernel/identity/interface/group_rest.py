from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.actions.group import change_group, delete_group, make_group, place_member, take_out
from lyceum.kernel.identity.queries.group import group_for, groups_for
from lyceum.kernel.identity.queries.shown import GroupPlaceView, GroupView

router = Router()
MAKES = may("identity.make_groups")


class GroupIn(Schema):
    name: str
    description: str = ""


class GroupDetailOut(Schema):
    group: GroupView
    members: list[GroupPlaceView]


class PlaceIn(Schema):
    leads: bool = False


@router.get("/groups", response=list[GroupView])
@operation(MEMBER)
def list_groups(caller: Caller, request: HttpRequest) -> list[GroupView]:
    """All of them for staff; for others, those they are in."""
    return [GroupView.of(group) for group in groups_for(caller)]


@router.post("/groups", response={201: GroupView})
@operation(MAKES)
def create_group(caller: Caller, request: HttpRequest, body: GroupIn) -> Status[GroupView]:
    """A teacher or coach leads the group that they make."""
    group = make_group(caller, body.name, body.description)
    return Status(201, GroupView.of(groups_for(caller).get(id=group.id)))


@router.get("/groups/{uuid:group_id}", response=GroupDetailOut)
@operation(MEMBER)
def show_group(caller: Caller, request: HttpRequest, group_id: UUID) -> dict[str, object]:
    """Who is in it, leaders first."""
    return _detail(caller, group_id)


@router.put("/groups/{uuid:group_id}", response=GroupView)
@operation(MAKES)
def put_group(caller: Caller, request: HttpRequest, group_id: UUID, body: GroupIn) -> GroupView:
    return GroupView.of(change_group(caller, group_id, body.name, body.description))


@router.delete("/groups/{uuid:group_id}", response={204: None})
@operation(MAKES)
def remove_group(caller: Caller, request: HttpRequest, group_id: UUID) -> Status[None]:
    """Its members stay members of the organisation."""
    delete_group(caller, group_id)
    return Status(204, None)


@router.put("/groups/{uuid:group_id}/members/{uuid:membership_id}", response=GroupDetailOut)
@operation(MAKES)
def put_member(
    caller: Caller, request: HttpRequest, group_id: UUID, membership_id: UUID, body: PlaceIn
) -> dict[str, object]:
    place_member(caller, group_id, membership_id, leads=body.leads)
    return _detail(caller, group_id)


@router.delete("/groups/{uuid:group_id}/members/{uuid:membership_id}", response={204: None})
@operation(MAKES)
def remove_member(caller: Caller, request: HttpRequest, group_id: UUID, membership_id: UUID) -> Status[None]:
    take_out(caller, group_id, membership_id)
    return Status(204, None)


def _detail(caller: Caller, group_id: UUID) -> dict[str, object]:
    group = group_for(caller, group_id)
    return {"group": GroupView.of(group), "members": [GroupPlaceView.of(place) for place in group.places.all()]}
