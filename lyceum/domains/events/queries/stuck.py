"""Orders whose saga stands still: for those who look after them."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lyceum.domains.events.models import Order, OrderState
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller

PATIENCE = timedelta(minutes=10)


def stuck_orders(caller: Caller) -> QuerySet[Order]:
    """Paid and not finished; or past their time, and neither paid nor expired; or a refund that failed."""
    refuse_unless(caller.may("events.sell"))
    return Order.objects.filter(is_stuck(caller.organisation_id)).select_related("event").order_by("-id")


def is_stuck(organisation_id: UUID) -> Q:
    before = timezone.now() - PATIENCE
    unfinished = Q(state__in=(OrderState.PAID, OrderState.CANCELLED), paid_at__lt=before)
    overdue = Q(state__in=(OrderState.HELD, OrderState.PLACED), expires_at__lt=before)
    return Q(organisation_id=organisation_id, done_at=None) & (unfinished | overdue)
