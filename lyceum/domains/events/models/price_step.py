from typing import Any

from django.db import models
from django.db.models import F, Q

from lyceum.domains.events.models.ticket_type import TicketType
from lyceum.kernel.foundation.models import Tenant


class PriceStep(Tenant):
    """An early bird: this price ``until`` a moment, or for the ``first`` so many, or both.

    ``taken`` moves by guarded statements alone.
    """

    ticket_type = models.ForeignKey(TicketType, on_delete=models.CASCADE, related_name="price_steps")
    name = models.CharField(max_length=60, blank=True)
    price = models.PositiveIntegerField()
    until = models.DateTimeField(null=True, blank=True)
    first = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(first__isnull=False), name="price_step_ends_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(first__gte=F("taken")), name="price_step_never_overtaken"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = ["ticket_type", "name", "price", "until", "first", "position"]
        super().save(*args, **kwargs)
