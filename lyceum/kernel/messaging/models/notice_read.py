from typing import ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class NoticeRead(Tenant):
    """Somebody has opened a notice, once and for all."""

    row_owner: ClassVar[str] = "person"

    notice = models.ForeignKey("messaging.Notice", on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="notice_read_once")]
