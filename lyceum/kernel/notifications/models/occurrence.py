from typing import ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.notifications.models.notification import Notification


class Occurrence(Tenant):
    """One fact among those that a notification gathers ("3 new messages"), so that a repeat of it counts once."""

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="occurrences")
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="occurrence_once")]
