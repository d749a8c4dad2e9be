from django.db import models

from lyceum.domains.learning.models.path import Path
from lyceum.kernel.foundation.models import Tenant


class Source(Tenant):
    """A document on which a path stands: the tutor quotes it, items are drafted from it."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="sources")
    document = models.ForeignKey("search.Document", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    drafted_version = models.PositiveIntegerField(default=0)  # of the document, up to which items were drafted

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["path", "document"], name="source_once")]
