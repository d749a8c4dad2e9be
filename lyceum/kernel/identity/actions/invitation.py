"""Invite somebody, send the letter again, take the invitation back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce, announce_all
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Message, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.seat import refuse_beyond_seats
from lyceum.kernel.identity.announcements import InvitationRevoked, MemberInvited
from lyceum.kernel.identity.models import Invitation
from lyceum.kernel.identity.permissions import may_invite
from lyceum.kernel.identity.queries.group import groups_to_fill
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.identity.queries.invitation_list import standing_of
from lyceum.kernel.identity.queries.organisation import organisation_of
from lyceum.kernel.identity.rules.invitation_list import Standing
from lyceum.kernel.identity.rules.roles import roles_named
from lyceum.kernel.identity.rules.token import digest_of, token_of

LASTS = timedelta(days=14)
LETTERS_A_DAY = 20_000
ABOVE_YOU = _("You can only invite people to roles that you may give.")
_WRONG = _("This invitation cannot be sent yet.")
_A_DAY, _AN_HOUR = 86_400, 3_600
_WRITTEN = ["name", "roles", "group_ids", "nonce", "token_digest", "invited_by", "sent_at", "expires_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Whom to invite, as what."""

    email: str
    name: str = ""
    roles: frozenset[Role] = frozenset()
    group_ids: tuple[UUID, ...] = ()


def invite(
    caller: Caller, email: str, *, name: str = "", roles: Iterable[str] = (), group_ids: Iterable[UUID] = ()
) -> Invitation:
    """Without a role, the organisation's usual one. The letter goes out after commit (see ``MemberInvited``)."""
    refuse_unless(may_invite(caller))
    guest = _checked(caller, email.strip().lower(), name.strip(), list(roles), tuple(group_ids))
    refuse_unless(may_invite(caller, guest.roles), ABOVE_YOU)
    spend_letters(caller, 1)
    try:
        with transaction.atomic():
            return write_invitations(caller, [guest])[0]
    except IntegrityError as error:
        raise _already(guest.email, Standing.INVITED) from error


def write_invitations(caller: Caller, guests: Sequence[Guest]) -> list[Invitation]:
    """For whoever has checked the guests, in few statements however many. An expired invitation is taken up again."""
    former = {invitation.email.lower(): invitation for invitation in invitations_of(caller)}
    written = [_written(caller, guest, former.get(guest.email)) for guest in guests]
    again = {invitation.id for invitation in former.values()}
    Invitation.objects.bulk_create(invitation for invitation in written if invitation.id not in again)
    Invitation.objects.bulk_update((invitation for invitation in written if invitation.id in again), _WRITTEN)
    refuse_beyond_seats(caller.organisation_id, {role for found in written for role in found.roles})
    announce_all(caller, [MemberInvited(found.id, found.roles, found.id in again) for found in written])
    return written


def spend_letters(caller: Caller, count: int) -> None:
    """An organisation is no way to write to the whole world."""
    spend("identity.letters", str(caller.organisation_id), capacity=LETTERS_A_DAY, per_seconds=_A_DAY, cost=count)


def send_again(caller: Caller, invitation_id: UUID) -> Invitation:
    """A new link, for another 14 days; the link in the former letter ends."""
    invitation = _own(caller, invitation_id)
    spend("identity.letter_again", str(invitation.id), capacity=5, per_seconds=_AN_HOUR)
    with transaction.atomic():
        _renew(caller, invitation)
        invitation.save(update_fields=_WRITTEN)
        refuse_beyond_seats(caller.organisation_id, invitation.roles)
        announce(caller, MemberInvited(invitation.id, invitation.roles, True))
    return invitation


def revoke_invitation(caller: Caller, invitation_id: UUID) -> None:
    with transaction.atomic():
        _revoke(caller, _own(caller, invitation_id))


def withdraw_invitations(caller: Caller, person_id: UUID, still_grants: frozenset[Role]) -> None:
    """What somebody offered before they lost the right to: an accomplice would accept it afterwards."""
    for invitation in Invitation.objects.within(caller).waiting().filter(invited_by_id=person_id):
        if not roles_named(invitation.roles) <= still_grants:
            _revoke(caller, invitation)


def _own(caller: Caller, invitation_id: UUID) -> Invitation:
    invitation = invitations_of(caller).filter(id=invitation_id).first()
    if invitation is None:
        raise NotFound(_("This invitation is no longer waiting: it was accepted or taken back."))
    refuse_unless(may_invite(caller, roles_named(invitation.roles)), ABOVE_YOU)
    return invitation


def _written(caller: Caller, guest: Guest, former: Invitation | None) -> Invitation:
    invitation = former or Invitation(organisation_id=caller.organisation_id, email=guest.email)
    invitation.name = guest.name or invitation.name
    invitation.roles = sorted(guest.roles)
    invitation.group_ids = list(guest.group_ids)
    return _renew(caller, invitation)


def _renew(caller: Caller, invitation: Invitation) -> Invitation:
    invitation.nonce = uuid4()
    invitation.token_digest = digest_of(token_of(settings.SECRET_KEY, invitation.id, invitation.nonce))
    invitation.invited_by_id = caller.person_id
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + LASTS
    return invitation


def _revoke(caller: Caller, invitation: Invitation) -> None:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    announce(caller, InvitationRevoked(invitation.id))


def _checked(caller: Caller, email: str, name: str, roles: list[str], group_ids: tuple[UUID, ...]) -> Guest:
    faults: dict[str, list[Message]] = {}
    guest = Guest(email=email, name=name[:120], group_ids=group_ids)
    try:
        validate_email(email)
    except ValidationError:
        faults["email"] = [_("This is not an e-mail address.")]
    try:
        guest = replace(guest, roles=roles_named(roles or [organisation_of(caller).member_role]))
    except ValueError:
        faults["roles"] = [_("There is no such role.")]
    if not set(group_ids) <= {group.id for group in groups_to_fill(caller)}:
        faults["group_ids"] = [_("Choose among the groups that you may fill.")]
    if faults:
        raise Invalid(_WRONG, fields=faults)
    if known := standing_of(caller, {email}).get(email):
        raise _already(email, known)
    return guest


def _already(email: str, standing: Standing) -> Conflict:
    message = {
        Standing.MEMBER: _("%(email)s already belongs to a member."),
        Standing.SUSPENDED: _("%(email)s belongs to a suspended member. Restore them instead."),
        Standing.INVITED: _("%(email)s is already invited. Send the letter again instead."),
    }[standing] % {"email": email}
    return Conflict(message, fields={"email": [message]}, code=f"already_{standing}")
