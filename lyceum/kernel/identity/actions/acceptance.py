"""A person accepts an invitation and becomes a member, once however often they click."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.identity.announcements import InvitationAccepted, MemberJoined
from lyceum.kernel.identity.models import Group, GroupMembership, Invitation, Membership, Person
from lyceum.kernel.identity.queries.caller import as_member
from lyceum.kernel.identity.queries.invitation import addresses_of, invitation_by_token


def accept_invitation(caller: Individual, organisation_id: UUID, token: str, *, other_address: bool) -> Membership:
    """``other_address``: the person has confirmed that they join under another address than the one invited.

    The organisation's scope must be entered, as it is at every address of the organisation.
    """
    spend("identity.accept", str(caller.person_id), capacity=30, per_seconds=600)
    with transaction.atomic():
        invitation = _held(caller, organisation_id, token)
        if invitation.accepted_by_id == caller.person_id:
            return Membership.objects.get(organisation_id=organisation_id, person_id=caller.person_id)
        _check(caller, invitation, other_address)
        membership, is_new = _membership(caller, invitation)
        invitation.accepted_at, invitation.accepted_by_id = timezone.now(), caller.person_id
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        member = as_member(caller, invitation.organisation)
        _place(member, membership, invitation)
        announce(member, InvitationAccepted(invitation.id, membership.id, _is_other(caller, invitation)))
        if is_new:
            announce(member, MemberJoined(membership.id, caller.person_id, membership.roles))
    return membership


def _held(caller: Individual, organisation_id: UUID, token: str) -> Invitation:
    """Behind its lock, so that two clicks are one after the other."""
    found = invitation_by_token(organisation_id, token)
    if found is None:
        raise NotFound(_("This invitation does not exist, or a newer letter has replaced it."))
    Invitation.objects.select_for_update().get(id=found.id)
    found.refresh_from_db(fields=["accepted_at", "accepted_by", "revoked_at", "expires_at", "nonce"])
    return found


def _check(caller: Individual, invitation: Invitation, other_address: bool) -> None:
    reasons = {
        "accepted": _("Somebody has already accepted this invitation."),
        "revoked": _("This invitation was taken back. Ask whoever invited you for another."),
        "expired": _("This invitation has expired. Ask whoever invited you to send it again."),
    }
    if invitation.state != "open":
        raise Conflict(reasons[invitation.state], code=f"invitation_{invitation.state}")
    if not invitation.organisation.is_open:
        raise Conflict(_("This organisation is closed."), code="organisation_closed")
    if _is_other(caller, invitation) and not other_address:
        message = _("The invitation was sent to another address than yours. Confirm that you join as yourself.")
        raise Conflict(message, code="other_address", fields={"other_address": [message]})


def _is_other(caller: Individual, invitation: Invitation) -> bool:
    return invitation.email.lower() not in addresses_of(caller)


def _membership(caller: Individual, invitation: Invitation) -> tuple[Membership, bool]:
    """A new one; or theirs, with the roles offered besides its own and no end any more."""
    person = Person.objects.get(id=caller.person_id)
    membership, is_new = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id,
        person=person,
        defaults={"roles": invitation.roles, "sort_key": normal(str(person))},
    )
    if membership.suspended_at:
        raise Conflict(_("Your membership is suspended. Ask an administrator to restore it."), code="suspended")
    if not is_new:
        membership.roles = sorted({*membership.roles, *invitation.roles})
        membership.expires_at = None
        membership.save(update_fields=["roles", "expires_at"])
    return membership, is_new


def _place(caller: Caller, membership: Membership, invitation: Invitation) -> None:
    """Into the groups offered; one that was deleted meanwhile is passed over."""
    for group in Group.objects.within(caller).filter(id__in=invitation.group_ids):
        GroupMembership.objects.get_or_create(
            organisation_id=invitation.organisation_id, group=group, membership=membership
        )
