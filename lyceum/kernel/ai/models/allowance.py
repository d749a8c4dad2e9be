from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Allowance(Tenant):
    """How much an organisation lets its members ask. Nothing means no limit of its own."""

    monthly_dollars = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    daily_questions = models.PositiveIntegerField(null=True, blank=True)  # of one person

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="ai_allowance_once")]
