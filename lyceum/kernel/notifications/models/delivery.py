from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.notifications.models.channel import Channel
from lyceum.kernel.notifications.models.notification import Notification
from lyceum.kernel.notifications.models.sending import UNSENT, Sending


class Delivery(Sending, Tenant):
    """A notification on its way by one channel: to its person, or to the chat room that its notification names."""

    row_owner: ClassVar[str] = "person"

    organisation: Any = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12, choices=Channel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once")]
        indexes = [
            models.Index(fields=["organisation"], condition=Q(state__in=UNSENT), name="delivery_unsent"),
            models.Index(fields=["organisation", "-id"], condition=Q(state="failed"), name="delivery_dead"),
        ]
