from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import Tenant


class VoucherEffect(models.TextChoices):
    PERCENT = "percent"  # value off the price, in hundredths
    AMOUNT = "amount"  # value off the price
    PRICE = "price"  # value is the price
    NONE = "none"  # unlocks hidden types alone


class Voucher(Tenant):
    """A code that changes the price of ``types`` (ids; empty: all), ``limit`` tickets at most (null: no end)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="vouchers")
    code = models.CharField(max_length=40)
    note = models.CharField(max_length=120, blank=True)
    batch = models.CharField(max_length=60, blank=True)
    effect = models.CharField(max_length=8, choices=VoucherEffect, default=VoucherEffect.PERCENT)
    value = models.PositiveIntegerField(default=0)
    limit = models.PositiveIntegerField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0, editable=False)
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    types: Any = ArrayField(models.UUIDField(), default=list, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    unlocks_hidden = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(F("event"), Upper("code"), name="voucher_code_once"),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(limit__gte=F("used")), name="voucher_never_overused"
            ),
            models.CheckConstraint(condition=~Q(effect="percent") | Q(value__lte=100), name="voucher_percent"),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """``used`` moves by guarded statements alone."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in _NOT_SAVED]
        super().save(*args, **kwargs)


_NOT_SAVED = frozenset({"id", "created_at", "used"})
