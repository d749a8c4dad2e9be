from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.domains.learning.models.path import Path
from lyceum.kernel.foundation.models import Tenant


class Exam(Tenant):
    """A date towards which the revisions of a path are steered. ``steps``: what it covers, by id; none means all."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="exams")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    weight = models.FloatField(default=1.0)
    steps: Any = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        ordering = ["held_on", "id"]
