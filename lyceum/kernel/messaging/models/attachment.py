from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Attachment(Tenant):
    """A file that a message carries: whoever may read the message may open it."""

    message = models.ForeignKey("messaging.Message", on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("media.StoredFile", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "file"], name="attachment_once")]
