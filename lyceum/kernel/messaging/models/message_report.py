from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import Tenant


class Reason(StrEnum):
    HURTFUL = "hurtful"
    DANGER = "danger"
    UNWANTED = "unwanted"
    OTHER = "other"


class MessageReport(Tenant):
    """Somebody asks a moderator to look at a message. ``settled_at``: one has."""

    row_owner: ClassVar[str] = "person"

    message = models.ForeignKey("messaging.Message", on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12)
    note = models.TextField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="report_once")]
        indexes = [models.Index(fields=["organisation"], name="report_open", condition=Q(settled_at=None))]
