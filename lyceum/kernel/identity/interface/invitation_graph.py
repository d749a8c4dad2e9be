from uuid import UUID

import strawberry
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.actions import invitation as acts
from lyceum.kernel.identity.actions import invitation_list as list_acts
from lyceum.kernel.identity.actions.acceptance import accept_invitation
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.identity.queries.organisation import organisation_by_slug
from lyceum.kernel.identity.queries.shown import AcceptanceView, InvitationView

strawberry.type(AcceptanceView, name="Acceptance")
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


@resolver(SIGNED_IN)
def accept(caller: Individual, organisation: str, token: str, other_address: bool = False) -> AcceptanceView:
    found = organisation_by_slug(organisation)
    if found is None:
        raise NotFound(_("This invitation does not exist, or a newer letter has replaced it."))
    with scope.entered(found.id, caller.person_id):
        return AcceptanceView.of(accept_invitation(caller, found.id, token, other_address=other_address))


@strawberry.type
class InvitationQuery:
    invitations: list[InvitationView] = strawberry.field(resolver=invitations, description="Waiting, newest first.")


@strawberry.type
class InvitationMutation:
    invite: InvitationView = strawberry.mutation(resolver=invite)
    invite_list: int = strawberry.mutation(resolver=invite_list, description="CSV; answers how many were invited.")
    send_again: InvitationView = strawberry.mutation(resolver=send_again)
    revoke_invitation: bool = strawberry.mutation(resolver=revoke_invitation)
    accept_invitation: AcceptanceView = strawberry.mutation(
        resolver=accept, description="With the token of the letter's link. A repeat answers the same."
    )
