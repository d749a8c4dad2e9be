"""What may be forgotten after a while, and what a lost job left lying."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.actions.running import take_up
from lyceum.kernel.notifications.actions.sending import send_later
from lyceum.kernel.notifications.models import UNSENT, Delivery, Device, Letter, OutboxMessage, Run, RunState
from lyceum.kernel.notifications.rules.batch import batched

MAIL_KEPT = timedelta(days=30)
DEVICE_KEPT = timedelta(days=365)
LOST = timedelta(minutes=5)  # overdue for so long, no job is coming any more
AT_ONCE = 1000


def sweep_mail(organisation_id: UUID | None) -> None:
    """Letters (their words are long gone) and what the embedded adapter kept."""
    before = timezone.now() - MAIL_KEPT
    Letter.objects.filter(created_at__lt=before).delete()
    OutboxMessage.objects.filter(created_at__lt=before).delete()


def sweep_devices() -> None:
    """Browsers that have taken no push for so long that nobody waits for one there; they may be added again."""
    rows = Device.objects.annotate(used_at=Coalesce("last_used_at", "created_at"))
    rows.filter(used_at__lt=timezone.now() - DEVICE_KEPT).delete()


def put_right() -> None:
    """Runs and deliveries that should have gone on by now."""
    for organisation_id in Organisation.objects.filter(closed_at=None).values_list("id", flat=True):
        with scope.entered(organisation_id):
            _put_right(organisation_id)


def _put_right(organisation_id: UUID) -> None:
    now = timezone.now()
    overdue = Run.objects.filter(organisation=organisation_id, state=RunState.UNDER_WAY, next_at__lt=now - LOST)
    for batch in batched(list(overdue.values_list("id", flat=True)[:AT_ONCE])):
        take_up(batch, now)
    due = Q(try_at=None, created_at__lt=now - LOST) | Q(try_at__lt=now - LOST)
    abandoned = Q(claimed_at=None) | Q(claimed_at__lt=now - LOST)
    lying = Delivery.objects.filter(due, abandoned, organisation=organisation_id, state__in=UNSENT)
    send_later(list(lying.order_by("id")[:AT_ONCE]), once=True)
