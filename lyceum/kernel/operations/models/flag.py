from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models

from lyceum.kernel.foundation.models import Identified


class Flag(Identified):
    """A feature of this installation that is not yet for everyone: for some, for a share, or switched off."""

    code = models.SlugField(max_length=60, unique=True)
    description = models.CharField(max_length=200, blank=True)
    on = models.BooleanField(default=False)  # off: for nobody, whatever else is said here
    percentage = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    organisation_ids: Any = ArrayField(models.UUIDField(), default=list, blank=True)
    person_ids: Any = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(percentage__lte=100), name="flag_percentage_at_most_100")
        ]

    def __str__(self) -> str:
        return self.code
