from django.db import models

from lyceum.kernel.foundation.rules.identifier import new_identifier


class Identified(models.Model):
    """A row with a time-ordered id that a client may have made."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=False)

    class Meta:
        abstract = True
