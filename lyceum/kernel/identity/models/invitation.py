from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self) -> "InvitationQuerySet":
        return self.waiting().filter(expires_at__gt=timezone.now())


class Invitation(Tenant):
    """An offer of membership, sent to an address.

    Only a digest of its token is kept; the token itself is derived from ``id`` and ``nonce`` with this
    installation's secret (``rules/token.py``), so that the letter can be written, and sent again, later.
    """

    also_readable: ClassVar[str] = (
        "lower(email) IN (SELECT lower(a.email) FROM account_emailaddress a WHERE a.user_id = {person} AND a.verified)"
    )

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    roles: Any = ArrayField(models.CharField(max_length=20), default=list)
    group_ids: Any = ArrayField(models.UUIDField(), default=list)
    nonce = models.UUIDField(default=uuid4)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            )
        ]

    @property
    def state(self) -> str:
        """accepted · revoked · expired · open"""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"
