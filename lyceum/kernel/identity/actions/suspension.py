"""Whoever runs the installation suspends an organisation: nobody enters and nothing is sent, until it goes on."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.actions.access import cut_access
from lyceum.kernel.identity.announcements import OrganisationRestored, OrganisationSuspended
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.queries.membership import people_of
from lyceum.kernel.identity.rules.alone import alone


def suspend_organisation(caller: Individual, organisation_id: UUID) -> Organisation:
    """Idempotent. Its members' sockets end with the commit; its rows stay as they are."""
    with transaction.atomic():
        organisation = _locked(caller, organisation_id)
        if organisation.suspended_at is None:
            with scope.entered(organisation.id, caller.person_id):
                everyone = Visitor(organisation.id)
                cut_access(everyone, people_of(everyone))  # first: once it is suspended, nobody is a member
                organisation.suspended_at = timezone.now()
                organisation.save(update_fields=["suspended_at"])
                announce(alone(caller), OrganisationSuspended(organisation.id), about=organisation.id)
    return organisation


def restore_organisation(caller: Individual, organisation_id: UUID) -> Organisation:
    """Idempotent. One that its owner had closed stays closed."""
    with transaction.atomic():
        organisation = _locked(caller, organisation_id)
        if organisation.suspended_at is not None:
            organisation.suspended_at = None
            organisation.save(update_fields=["suspended_at"])
            with scope.entered(organisation.id, caller.person_id):
                announce(alone(caller), OrganisationRestored(organisation.id), about=organisation.id)
    return organisation


def _locked(caller: Individual, organisation_id: UUID) -> Organisation:
    refuse_unless(caller.is_operator)
    found = Organisation.objects.select_for_update(no_key=True).filter(id=organisation_id).first()
    if found is None:
        raise NotFound(_("There is no such organisation."))
    return found
