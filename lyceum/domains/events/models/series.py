from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Series(Tenant):
    """Events that come again: ``rule`` is an RFC 5545 RRULE, ``exceptions`` the days on which there is none."""

    title = models.CharField(max_length=160)
    rule = models.CharField(max_length=300)
    exceptions: Any = ArrayField(models.DateField(), default=list, blank=True)

    def __str__(self) -> str:
        return self.title
