from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class MessageVersion(Tenant):
    """What a message said before it was changed or deleted, for its author and for moderators."""

    message = models.ForeignKey("messaging.Message", on_delete=models.CASCADE, related_name="versions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
