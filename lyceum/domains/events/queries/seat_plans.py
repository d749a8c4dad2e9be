"""The organiser's plans of rooms."""

from django.db.models import Count, QuerySet

from lyceum.domains.events.models import SeatPlan
from lyceum.kernel.foundation.rules.caller import Caller

MOST_PLANS = 200


def plans_of(caller: Caller) -> QuerySet[SeatPlan]:
    """``seats``: how many each has; ``used``: at how many events."""
    rows: QuerySet[SeatPlan] = SeatPlan.objects.within(caller).select_related("place")
    counted = rows.annotate(seats=Count("sections__seats", distinct=True), used=Count("events", distinct=True))
    return counted.order_by("name", "id")[:MOST_PLANS]
