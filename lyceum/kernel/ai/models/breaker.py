from django.db import models


class Breaker(models.Model):
    """A provider that has just failed, seen by all processes. No row: all is well. The digest hides which key it is."""

    digest = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    open_until = models.DateTimeField(null=True)  # from then on one call may probe
    probed_until = models.DateTimeField(null=True)  # somebody is probing
