from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lyceum.domains.events.models.order import Order
from lyceum.kernel.foundation.models import Tenant


class StepKind(models.TextChoices):
    HELD = "held"
    PLACED = "placed"
    PAYMENT_ASKED = "payment_asked"
    PAYMENT_FAILED = "payment_failed"
    PAID = "paid"
    PAID_LATE = "paid_late"  # after its places were gone
    CONFIRMED = "confirmed"  # its places are sold, its tickets issued
    INVOICED = "invoiced"
    TOLD = "told"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    REFUND_ASKED = "refund_asked"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    CREDITED = "credited"
    DISPUTED = "disputed"
    CHANGED = "changed"
    TRANSFERRED = "transferred"
    RETRIED = "retried"


class OrderStep(Tenant):
    """One step of an order's saga, done. ``key`` makes it happen once; ``about``: ids and amounts, never names."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=16, choices=StepKind)
    key = models.CharField(max_length=80)
    about: Any = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar[Any] = [models.UniqueConstraint(fields=["order", "key"], name="order_step_once")]
