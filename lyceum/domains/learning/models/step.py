from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.domains.learning.models.path import Path
from lyceum.kernel.foundation.models import Tenant


class Step(Tenant):
    """A stretch of a path. ``requires``: steps to pass before, by id; one that is deleted holds nobody back.

    ``pass_mark``: the share of the step's items to have answered right, 0 to 1. The pages are those of ``document``.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=160)
    objective = models.CharField(max_length=400, blank=True)
    body = models.TextField(max_length=40_000, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    pass_mark = models.FloatField(default=0.7)
    requires: Any = ArrayField(models.UUIDField(), default=list, blank=True)
    document = models.ForeignKey("search.Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    first_page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["path", "position"], name="step_order")]
        constraints = [
            models.CheckConstraint(condition=models.Q(pass_mark__gte=0, pass_mark__lte=1), name="step_pass_mark"),
        ]

    def __str__(self) -> str:
        return self.title
