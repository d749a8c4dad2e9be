from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from lyceum.kernel.foundation.models import Tenant


class Invitation(Tenant):
    """An offer of membership, sent to an address. Only a digest of its token is kept."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    roles: Any = ArrayField(models.CharField(max_length=20), default=list)
    group_ids: Any = ArrayField(models.UUIDField(), default=list)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            )
        ]
