from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Publication(Tenant):
    """Which indicators the organisation shows to everybody. Without a row: none."""

    codes: Any = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="publication_once")]
