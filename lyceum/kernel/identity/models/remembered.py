from django.db import models


class Remembered(models.Model):
    """One entry of the cache that all processes share (see ``adapters/shared_cache.py``)."""

    key = models.CharField(max_length=300, primary_key=True)
    content = models.TextField()
    expires_at = models.DateTimeField(null=True, db_index=True)
