from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class Hook(Tenant):
    """Where an organiser's own program is told: of one event, or of all (null).

    ``secret`` signs what is sent; so does ``former_secret`` until ``former_until``. ``failing_since``: nothing has got
    through since then. ``paused_at``: it was given up for that; ``is_on`` is false then. ``author``: who is told so.
    """

    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="hooks")
    url = models.URLField(max_length=500)
    secret = EncryptedTextField()
    kinds: Any = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_on = models.BooleanField(default=True)
    former_secret = EncryptedTextField(blank=True, default="")
    former_until = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"


class HookDelivery(Tenant):
    """One fact on its way to one hook; ``announcement_id`` makes it one, however often its subscriber runs.

    ``next_at``: when it may be tried (null: its hook is off). ``fault``: why the last try failed, as the port says.
    """

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    announcement_id: "models.UUIDField[UUID, UUID]" = models.UUIDField()
    kind = models.CharField(max_length=60)
    body: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=12, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="hook_delivery_due"),
            models.Index(fields=["hook", "-id"], name="hook_delivery_list"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["hook", "announcement_id"], name="hook_told_once")
        ]
