from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.identity.models.membership import Membership


class Group(Tenant):
    """A class, a squad, a team: members who are addressed together."""

    name = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)
    sort_key = models.CharField(max_length=130, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sort_key"], name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class GroupMembership(Tenant):
    """A member in a group; ``leads`` for a teacher or coach of it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="places")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="group_places")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "membership"], name="group_place_once")]
