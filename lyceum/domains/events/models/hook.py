from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class Hook(Tenant):
    """Where an organiser's own program is told: of one event, or of all (null). ``secret`` signs what is sent."""

    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="hooks")
    url = models.URLField(max_length=500)
    secret = EncryptedTextField()
    kinds: Any = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_on = models.BooleanField(default=True)


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"


class HookDelivery(Tenant):
    """One fact on its way to one hook; ``announcement_id`` makes it one, however often its subscriber runs."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    announcement_id: "models.UUIDField[UUID, UUID]" = models.UUIDField()
    kind = models.CharField(max_length=60)
    body: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="hook_delivery_due"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["hook", "announcement_id"], name="hook_told_once")
        ]
