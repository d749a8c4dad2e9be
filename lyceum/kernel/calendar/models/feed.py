from typing import ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.foundation.rules.identifier import new_identifier


class AgendaFeed(Tenant):
    """The private address at which another calendar reads a person's agenda of one organisation.

    The token is derived from ``nonce`` (``rules/feed.py``), so that a copy of the database opens nothing.
    """

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    nonce = models.UUIDField(default=new_identifier)
    token_digest = models.CharField(max_length=64, unique=True)
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=models.Q(revoked_at=None), name="agenda_feed_open_once"
            )
        ]
