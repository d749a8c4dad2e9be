from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.actions.access import end_expired
from lyceum.kernel.identity.actions.old_invitations import forget_old_invitations
from lyceum.kernel.identity.actions.presence import forget_old_presence
from lyceum.kernel.identity.actions.sweeping import sweep_identity
from lyceum.kernel.identity.models import Membership, Organisation


def watch_end(announcement: Announcement) -> None:
    """Told that a membership's end was set: its sockets are to be closed then."""
    member = Membership.objects.filter(id=announcement.payload["membership_id"]).first()
    if member and member.expires_at:
        end_membership.later(organisation_id=member.organisation_id, at=member.expires_at, membership_id=member.id)


@job()
def end_membership(organisation_id: UUID, membership_id: UUID) -> None:
    end_expired(organisation_id, membership_id)


@job(every="11 3 * * *")
def sweep_organisations(organisation_id: UUID | None) -> None:
    for found in Organisation.objects.only("id"):
        sweep_organisation.later(organisation_id=found.id, once=str(found.id))


@job()
def sweep_organisation(organisation_id: UUID) -> None:
    forget_old_invitations(organisation_id)
    forget_old_presence(organisation_id)


@job(every="37 * * * *")
def sweep(organisation_id: UUID | None) -> None:
    sweep_identity()
