from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.identity.actions import invitation as acts
from lyceum.kernel.identity.actions import invitation_list as list_acts
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.identity.queries.shown import InvitationView

strawberry.type(InvitationView, name="Invitation")
INVITES = may("identity.invite_members")
_MOST = 100


@resolver(INVITES)
def invitations(caller: Caller, limit: int = 20) -> list[InvitationView]:
    return [InvitationView.of(found) for found in invitations_of(caller)[: max(1, min(limit, _MOST))]]


@resolver(INVITES)
def invite(
    caller: Caller,
    email: str,
    name: str = "",
    roles: list[str] | None = None,
    group_ids: list[UUID] | None = None,
) -> InvitationView:
    return InvitationView.of(acts.invite(caller, email, name=name, roles=roles or (), group_ids=group_ids or ()))


@resolver(INVITES)
def invite_list(caller: Caller, content: str, leave_out_faulty: bool = False) -> int:
    return len(list_acts.invite_list(caller, content, leave_out_faulty=leave_out_faulty))


@resolver(INVITES)
def send_again(caller: Caller, id: UUID) -> InvitationView:
    return InvitationView.of(acts.send_again(caller, id))


@resolver(INVITES)
def revoke_invitation(caller: Caller, id: UUID) -> bool:
    acts.revoke_invitation(caller, id)
    return True


@strawberry.type
class InvitationQuery:
    invitations: list[InvitationView] = strawberry.field(resolver=invitations, description="Waiting, newest first.")


@strawberry.type
class InvitationMutation:
    invite: InvitationView = strawberry.mutation(resolver=invite)
    invite_list: int = strawberry.mutation(resolver=invite_list, description="CSV; answers how many were invited.")
    send_again: InvitationView = strawberry.mutation(resolver=send_again)
    revoke_invitation: bool = strawberry.mutation(resolver=revoke_invitation)
