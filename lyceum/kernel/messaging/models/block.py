from typing import ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Block(Tenant):
    """``person`` wants no direct messages from ``blocked``, who is not told."""

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "blocked"], name="block_once"),
        ]
