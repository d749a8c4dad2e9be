from django.db import models


class Meter(models.Model):
    """Counters of the whole installation, for Prometheus: of vendors, tasks and outcomes, never of an organisation."""

    vendor = models.CharField(max_length=20)
    task = models.CharField(max_length=80)
    outcome = models.CharField(max_length=20)
    calls = models.BigIntegerField(default=0)
    tokens_in = models.BigIntegerField(default=0)
    tokens_out = models.BigIntegerField(default=0)
    dollars = models.FloatField(default=0)
    seconds = models.FloatField(default=0)
    first_word_seconds = models.FloatField(default=0)
    first_words = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vendor", "task", "outcome"], name="ai_meter_once")]
