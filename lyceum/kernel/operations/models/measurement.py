from typing import Any

from django.db import models

from lyceum.kernel.foundation.models import Identified


class Measurement(Identified):
    """One minute of this installation: what was answered, how fast, how much waited. Kept for 200 hours."""

    minute = models.DateTimeField(unique=True)
    requests = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    p95_ms = models.FloatField(null=True)
    queue_depth = models.PositiveIntegerField(default=0)
    queue_wait_seconds = models.FloatField(default=0)
    counted: Any = models.JSONField(default=dict)  # the counters as they stood, from which the next minute is reckoned
