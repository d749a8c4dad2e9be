"""Hand an organisation over, close it, open it again."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.access import cut_access
from lyceum.kernel.identity.announcements import OrganisationClosed, OrganisationReopened, OwnershipHandedOver
from lyceum.kernel.identity.models import Membership, Organisation
from lyceum.kernel.identity.permissions import may_hand_over, roles_of
from lyceum.kernel.identity.queries.caller import as_member
from lyceum.kernel.identity.queries.membership import member_of, people_of
from lyceum.kernel.identity.queries.organisation import closed_memberships_of


def hand_over_ownership(caller: Caller, membership_id: UUID) -> Membership:
    """The other member becomes an owner, the caller an administrator."""
    with transaction.atomic():
        refuse_unless(may_hand_over(caller))
        _locked(caller)
        heir = member_of(caller, membership_id)
        if heir.id == caller.membership_id or not heir.is_active or heir.expires_at:
            raise Conflict(_("Choose another member, who is active and whose membership has no end."))
        _give_and_take(heir, give=Role.OWNER, take=None)
        _give_and_take(member_of(caller, caller.membership_id), give=Role.ADMINISTRATOR, take=Role.OWNER)
        announce(caller, OwnershipHandedOver(caller.organisation_id, heir.person_id))
        cut_access(caller, [caller.person_id])
    return heir


def close_organisation(caller: Caller, typed: str) -> None:
    """Nobody enters any more and nothing is lost; ``typed`` is its address, to be sure that it is meant."""
    with transaction.atomic():
        refuse_unless(may_hand_over(caller))
        organisation = _locked(caller)
        if typed.strip().lower() != organisation.slug:
            message = _("Type «%(slug)s» to close the organisation.") % {"slug": organisation.slug}
            raise Invalid(message, fields={"typed": [message]})
        cut_access(caller, people_of(caller))
        organisation.closed_at = timezone.now()
        organisation.save(update_fields=["closed_at"])
        announce(caller, OrganisationClosed(organisation.id))


def reopen_organisation(caller: Individual, organisation_id: UUID) -> Organisation:
    with transaction.atomic():
        place = closed_memberships_of(caller).filter(organisation_id=organisation_id).first()
        if place is None:
            raise NotFound(_("You have no closed organisation at this address."))
        organisation: Organisation = place.organisation
        if organisation.suspended_at:
            raise Conflict(_("This organisation was suspended. Ask whoever runs this installation."))
        organisation.closed_at = None
        organisation.save(update_fields=["closed_at"])
        with scope.entered(organisation.id, caller.person_id):
            announce(as_member(caller, organisation), OrganisationReopened(organisation.id))
    return organisation


def _locked(caller: Caller) -> Organisation:
    return Organisation.objects.select_for_update(no_key=True).get(id=caller.organisation_id)


def _give_and_take(member: Membership, *, give: Role, take: Role | None) -> None:
    member.roles = sorted((roles_of(member) | {give}) - {take})
    member.save(update_fields=["roles"])
