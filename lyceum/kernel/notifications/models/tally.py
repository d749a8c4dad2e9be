from django.db import models


class Tally(models.Model):
    """Counters of the whole installation, for Prometheus: of channels and outcomes, never of a person."""

    channel = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)  # planned · sent · retried · dead
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "outcome"], name="notification_tally_once")]
