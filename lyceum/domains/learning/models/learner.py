from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Learner(Tenant):
    """How one student learns: what they say of themselves, and what their reviews tell. Visible to them, erasable.

    ``parameters``: of their memory, fitted from their reviews (21 of FSRS-6); none means the defaults.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    daily_minutes = models.PositiveSmallIntegerField(default=20)
    new_per_day = models.PositiveSmallIntegerField(default=15)
    goals = models.TextField(max_length=1000, blank=True)
    needs = models.TextField(max_length=1000, blank=True)
    parameters: Any = ArrayField(models.FloatField(), default=list, blank=True)
    fitted_at = models.DateTimeField(null=True, blank=True)
    fitted_on = models.PositiveIntegerField(default=0)  # reviews
    log_loss = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="learner_once")]
