"""What the embedded test bank keeps: a vendor of its own, which knows nothing of organisations but what it was told."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from lyceum.kernel.foundation.models import Identified


class BankCharge(Identified):
    """``key``: the same one never makes a second charge. ``told``: comes back with every fact about it.
    ``state``: open, confirming, processing, succeeded, cancelled."""

    key = models.CharField(max_length=120, unique=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    description = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    return_url = models.CharField(max_length=500)
    told: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="open")
    card = models.CharField(max_length=4, blank=True)
    declined = models.CharField(max_length=40, blank=True)
    refunded = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(refunded__gte=0, refunded__lte=F("amount")), name="bank_refunded_within")
        ]


class BankRefund(Identified):
    charge = models.ForeignKey(BankCharge, on_delete=models.CASCADE, related_name="refunds")
    key = models.CharField(max_length=120, unique=True)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=12, default="succeeded")
