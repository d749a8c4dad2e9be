"""What may be forgotten after a while, so that no table grows for ever."""

from datetime import timedelta

from django.utils import timezone

from lyceum.kernel.foundation.models import Bucket, KeptAnswer, Receipt

ANSWERS_KEPT, RECEIPTS_KEPT = timedelta(days=1), timedelta(days=30)


def sweep_foundation() -> None:
    """Full buckets, answers that nobody repeats any more, receipts of announcements long delivered."""
    now = timezone.now()
    Bucket.objects.filter(full_at__lt=now).delete()
    KeptAnswer.objects.filter(created_at__lt=now - ANSWERS_KEPT).delete()
    Receipt.objects.filter(received_at__lt=now - RECEIPTS_KEPT).delete()
