from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.ticket_type import TicketType
from lyceum.kernel.foundation.models import Tenant


class Quota(Tenant):
    """So many places, shared by its types. ``held``: kept for those who are paying; ``sold``: theirs.

    The two counters move by guarded statements alone (``actions/counting_places.py``): ``save()`` leaves them be.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="quotas")
    name = models.CharField(max_length=80)
    capacity = models.PositiveIntegerField()
    held = models.PositiveIntegerField(default=0, editable=False)
    sold = models.PositiveIntegerField(default=0, editable=False)
    ticket_types: Any = models.ManyToManyField(TicketType, through="QuotaType", related_name="quotas")

    class Meta:
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["event", "name"], name="quota_name_once"),
            models.CheckConstraint(condition=Q(capacity__gte=F("held") + F("sold")), name="quota_never_oversold"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> int:
        return int(self.capacity - self.held - self.sold)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = ["event", "name", "capacity"]
        super().save(*args, **kwargs)


class QuotaType(Tenant):
    """This quota counts the tickets of that type."""

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="+")
    ticket_type = models.ForeignKey(TicketType, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quota", "ticket_type"], name="quota_type_once")]
