from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.actions.membership import (
    change_roles,
    leave_organisation,
    remove_member,
    restore_member,
    set_end,
    set_title,
    suspend_member,
)
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.queries.membership import MemberFilter, member_list, member_of
from lyceum.kernel.identity.queries.shown import MemberView

router = Router()
SEES, MANAGES = may("identity.see_members"), may("identity.manage_members")


class Wanted(Schema):
    search: str = ""
    role: str = ""
    group: UUID | None = None
    state: str = ""
    after: str = ""
    limit: int = 50

    def filter(self) -> MemberFilter:
        return MemberFilter(self.search, self.role, self.group, self.state)


class MemberPageOut(Schema):
    items: list[MemberView]
    next: str | None


class RolesIn(Schema):
    roles: list[str]


class TitleIn(Schema):
    title: str


class EndIn(Schema):
    expires_at: datetime | None


@router.get("/members", response=MemberPageOut)
@operation(SEES)
def list_members(caller: Caller, request: HttpRequest, wanted: Query[Wanted]) -> dict[str, object]:
    """By name. ``state``: active, suspended or expired."""
    page = member_list(caller, wanted.filter(), after=wanted.after, limit=wanted.limit)
    return {"items": [MemberView.of(member) for member in page.members], "next": page.next or None}


@router.get("/members/{uuid:membership_id}", response=MemberView)
@operation(SEES)
def show_member(caller: Caller, request: HttpRequest, membership_id: UUID) -> MemberView:
    return _shown(caller, membership_id)


@router.put("/members/{uuid:membership_id}/roles", response=MemberView)
@operation(MANAGES)
def put_roles(caller: Caller, request: HttpRequest, membership_id: UUID, body: RolesIn) -> MemberView:
    """Nobody gives or takes a role above their own."""
    return _after(caller, change_roles(caller, membership_id, body.roles))


@router.put("/members/{uuid:membership_id}/title", response=MemberView)
@operation(MANAGES)
def put_title(caller: Caller, request: HttpRequest, membership_id: UUID, body: TitleIn) -> MemberView:
    """What stands beside their name."""
    return _after(caller, set_title(caller, membership_id, body.title))


@router.put("/members/{uuid:membership_id}/suspension", response=MemberView)
@operation(MANAGES)
def suspend(caller: Caller, request: HttpRequest, membership_id: UUID) -> MemberView:
    """They lose access at once, and keep what is theirs."""
    return _after(caller, suspend_member(caller, membership_id))


@router.delete("/members/{uuid:membership_id}/suspension", response=MemberView)
@operation(MANAGES)
def restore(caller: Caller, request: HttpRequest, membership_id: UUID) -> MemberView:
    return _after(caller, restore_member(caller, membership_id))


@router.put("/members/{uuid:membership_id}/end", response=MemberView)
@operation(MANAGES)
def put_end(caller: Caller, request: HttpRequest, membership_id: UUID, body: EndIn) -> MemberView:
    """When the membership ends; null: it has no end."""
    return _after(caller, set_end(caller, membership_id, body.expires_at))


@router.delete("/members/{uuid:membership_id}", response={204: None})
@operation(MANAGES)
def remove(caller: Caller, request: HttpRequest, membership_id: UUID) -> Status[None]:
    remove_member(caller, membership_id)
    return Status(204, None)


@router.delete("/membership", response={204: None})
@operation(MEMBER)
def leave(caller: Caller, request: HttpRequest) -> Status[None]:
    """The caller leaves the organisation; its last owner cannot."""
    leave_organisation(caller)
    return Status(204, None)


def _after(caller: Caller, member: Membership) -> MemberView:
    return _shown(caller, member.id)


def _shown(caller: Caller, membership_id: UUID) -> MemberView:
    return MemberView.of(member_of(caller, membership_id))
