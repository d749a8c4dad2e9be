import secrets
from typing import Any, ClassVar

from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.rules.turnstile import Turnstile
from lyceum.kernel.foundation.models import Tenant


class Mode(models.TextChoices):
    BY_ITSELF = "by_itself"  # stands there when more come than the machine serves
    ALWAYS = "always"
    NEVER = "never"


class EventTurnstile(Tenant):
    """The line before an event's sale. ``drawn``: how many numbers were given out since it stands there.

    ``base``, ``since``, ``rate``, ``lobby``, ``seed`` as in ``rules/turnstile.py``; ``rate`` finds by itself what the
    machine serves (``slow_ms``: the last measure of a hold, at the 95th percentile). Its rows are written by
    guarded statements alone.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="turnstile")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.BY_ITSELF)
    stands_since = models.DateTimeField(null=True, blank=True)
    drawn = models.PositiveIntegerField(default=0)
    base = models.FloatField(default=0)
    since = models.DateTimeField()
    rate = models.FloatField(default=30.0)
    lobby = models.PositiveIntegerField(default=0)
    lobby_until = models.DateTimeField(null=True, blank=True)  # who draws before is shuffled
    seed = models.CharField(max_length=32, blank=True)
    slow_ms = models.FloatField(default=0)
    measured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[Any] = [
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="turnstile_turns"),
        ]

    @property
    def rule(self) -> Turnstile:
        return Turnstile(self.base, self.since, self.rate, self.lobby, self.seed)

    @property
    def line(self) -> str:
        """Which line it is: one that stands there later is another, and places in the former are worth nothing."""
        return f"{self.event_id}:{self.stands_since.timestamp() if self.stands_since else 0}"


def new_seed() -> str:
    return secrets.token_hex(16)
