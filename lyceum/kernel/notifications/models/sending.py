from django.db import models


class State(models.TextChoices):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # a dead letter: it can be sent again
    SUPPRESSED = "suppressed"  # the person does not want it, or cannot be reached that way


UNSENT = [State.QUEUED.value, State.SENDING.value]


class Sending(models.Model):
    """How far a message has got on its way out: claimed, then handed to the vendor, then marked.

    ``try_at``: not before then, after a carrier's outage.
    """

    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
