from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN, may
from lyceum.kernel.identity.actions.acceptance import accept_invitation
from lyceum.kernel.identity.actions.invitation import invite, revoke_invitation, send_again
from lyceum.kernel.identity.actions.invitation_list import invite_list
from lyceum.kernel.identity.interface.organisation_address import organisation_at
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.identity.queries.invitation_list import CheckedLine, check_list
from lyceum.kernel.identity.queries.shown import AcceptanceView, InvitationView

router = Router()
INVITES = may("identity.invite_members")


class InvitationPageOut(Schema):
    items: list[InvitationView]
    next: str | None


class InvitationIn(Schema):
    """Without roles: the organisation's usual one."""

    email: str
    name: str = ""
    roles: list[str] = []
    group_ids: list[UUID] = []


class ListIn(Schema):
    """``content``: CSV with the columns e-mail, name, role, group."""

    content: str
    leave_out_faulty: bool = False


class LineOut(Schema):
    number: int
    email: str
    name: str
    roles: list[str]
    faults: list[str]


class AcceptanceIn(Schema):
    other_address: bool = False


@router.get("/invitations", response=InvitationPageOut)
@operation(INVITES)
def list_invitations(
    caller: Caller, request: HttpRequest, after: UUID | None = None, limit: int = 50
) -> dict[str, object]:
    """Waiting ones, open or expired, newest first."""
    return page_of(invitations_of(caller), after=after, limit=limit, show=InvitationView.of)


@router.post("/invitations", response={201: InvitationView})
@operation(INVITES)
def create_invitation(caller: Caller, request: HttpRequest, body: InvitationIn) -> Status[InvitationView]:
    """The letter goes to the address; its link is shown to nobody else."""
    invitation = invite(caller, body.email, name=body.name, roles=body.roles, group_ids=body.group_ids)
    return Status(201, InvitationView.of(invitation))


@router.post("/invitations/{uuid:invitation_id}/letters", response={201: InvitationView})
@operation(INVITES)
def create_letter(caller: Caller, request: HttpRequest, invitation_id: UUID) -> Status[InvitationView]:
    """Sends it again with a new link, good for another 14 days."""
    return Status(201, InvitationView.of(send_again(caller, invitation_id)))


@router.delete("/invitations/{uuid:invitation_id}", response={204: None})
@operation(INVITES)
def delete_invitation(caller: Caller, request: HttpRequest, invitation_id: UUID) -> Status[None]:
    revoke_invitation(caller, invitation_id)
    return Status(204, None)


@router.post("/invitation-lists/preview", response=list[LineOut])
@operation(INVITES)
def preview_list(caller: Caller, request: HttpRequest, body: ListIn) -> list[LineOut]:
    """Each line with what is wrong with it. Nothing is kept."""
    return [_line(line) for line in check_list(caller, body.content).lines]


@router.post("/invitation-lists", response={201: list[InvitationView]})
@operation(INVITES)
def create_list(caller: Caller, request: HttpRequest, body: ListIn) -> Status[list[InvitationView]]:
    """Invites everybody on the list in one transaction, or nobody."""
    made = invite_list(caller, body.content, leave_out_faulty=body.leave_out_faulty)
    return Status(201, [InvitationView.of(invitation) for invitation in made])


@router.post("/invitations/{str:token}/acceptance", response={201: AcceptanceView})
@operation(SIGNED_IN)
def accept(caller: Individual, request: HttpRequest, token: str, body: AcceptanceIn) -> Status[AcceptanceView]:
    """At the organisation's own address. A repeat answers the same."""
    organisation_id = organisation_at(request)
    membership = accept_invitation(caller, organisation_id, token, other_address=body.other_address)
    return Status(201, AcceptanceView.of(membership))


def _line(checked: CheckedLine) -> LineOut:
    line = checked.line
    return LineOut(
        number=line.number, email=line.email, name=line.name, roles=sorted(checked.roles), faults=checked.faults
    )
