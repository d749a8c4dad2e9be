from datetime import time
from typing import Any

from django.conf import settings
from django.db import models

EVENING = time(18)


def every_day() -> list[int]:
    return [0, 1, 2, 3, 4, 5, 6]


class QuietHours(models.Model):
    """When a person wants peace, and when their digest comes: in their time zone, for all their organisations.

    From ``starts_at`` to ``ends_at``, of the next day where it is earlier; none where both are empty. ``days``: on
    which it begins (0: Monday).
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    days: Any = models.JSONField(default=every_day)
    holds_mail = models.BooleanField(default=False)
    digest_at = models.TimeField(default=EVENING)
