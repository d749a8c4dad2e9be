from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.roles import Role


class MembershipQuerySet(TenantQuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        open_ended = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(
            open_ended,
            suspended_at=None,
            person__is_active=True,
            organisation__suspended_at=None,
            organisation__closed_at=None,
        )

    def owning(self) -> "MembershipQuerySet":
        return self.active().filter(roles__contains=[Role.OWNER])


class Membership(Tenant):
    """A person's place in an organisation: their roles, until when, and whether it is suspended."""

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    roles: Any = ArrayField(models.CharField(max_length=20), default=list)
    title = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=130, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="membership_once")]
        indexes = [models.Index(fields=["organisation", "sort_key"], name="membership_sorted")]

    @property
    def state(self) -> str:
        """active · suspended · expired"""
        if self.suspended_at:
            return "suspended"
        return "active" if self.is_active else "expired"

    @property
    def is_active(self) -> bool:
        return self.suspended_at is None and (self.expires_at is None or self.expires_at > timezone.now())
