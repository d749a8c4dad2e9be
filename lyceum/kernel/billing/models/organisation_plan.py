from typing import Any

from django.db import models

from lyceum.kernel.foundation.models import Tenant


class OrganisationPlan(Tenant):
    """What an organisation has taken out; without a row, or after ``until``, it has the usual plan.

    ``granted``: limits that whoever runs the installation gave instead of the plan's, by what they limit.
    """

    plan = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="organisation_plan_once")]
