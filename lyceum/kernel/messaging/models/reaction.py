from typing import ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Reaction(Tenant):
    """One mark of the palette (``rules/palette.py``), put by somebody on a message."""

    row_owner: ClassVar[str] = "person"

    message = models.ForeignKey("messaging.Message", on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person", "mark"], name="reaction_once")]
