"""An invitation that was answered, taken back or forgotten says whose address is whose: it does not stay."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Invitation

KEPT = timedelta(days=90)


def forget_old_invitations(organisation_id: UUID) -> None:
    before = timezone.now() - KEPT
    old = Q(accepted_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before)
    Invitation.objects.within(Visitor(organisation_id)).filter(old).delete()
