"""What may be forgotten after a while."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.notifications.models import Letter, OutboxMessage

MAIL_KEPT = timedelta(days=30)


def sweep_mail(organisation_id: UUID | None) -> None:
    """Letters (their words are long gone) and what the embedded adapter kept."""
    before = timezone.now() - MAIL_KEPT
    Letter.objects.filter(created_at__lt=before).delete()
    OutboxMessage.objects.filter(created_at__lt=before).delete()
