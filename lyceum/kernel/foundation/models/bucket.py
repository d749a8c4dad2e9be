from django.db import models


class Bucket(models.Model):
    """What is left of one limit for one key. The table is UNLOGGED: losing it in a crash only forgives."""

    digest = models.CharField(primary_key=True, max_length=64)
    tokens = models.FloatField()
    granted = models.BooleanField()  # whether the last one who asked was served
    filled_at = models.DateTimeField()
    full_at = models.DateTimeField(db_index=True)  # from then on the row says nothing any more
