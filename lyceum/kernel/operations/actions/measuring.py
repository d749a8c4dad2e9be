"""One row a minute of how the installation does: enough for an overview with nothing else installed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.operations.models import Measurement
from lyceum.kernel.operations.queries.queue import queue_now
from lyceum.kernel.operations.rules.percentile import percentile

KEPT = timedelta(hours=200)
Counted = Mapping[str, Any]  # {"requests": 12, "errors": 0, "buckets": {"0.1": 12, …, "inf": 12}}


def keep_minute(organisation_id: UUID | None, counted: Counted, now: datetime | None = None) -> Measurement:
    """``counted`` are the counters of all processes since they started; kept is what the last minute added."""
    minute = (now or timezone.now()).replace(second=0, microsecond=0)
    before = Measurement.objects.filter(minute__lt=minute).order_by("-minute").first()
    added = _added(counted, before.counted if before else {})
    p95 = percentile(sorted((float(bound), count) for bound, count in added["buckets"].items()), 0.95)
    queue = queue_now()
    kept, _made = Measurement.objects.update_or_create(
        minute=minute,
        defaults={
            "requests": added["requests"],
            "errors": added["errors"],
            "p95_ms": None if p95 is None else round(p95 * 1000, 1),
            "queue_depth": queue.waiting,
            "queue_wait_seconds": queue.oldest_seconds,
            "counted": dict(counted),
        },
    )
    Measurement.objects.filter(minute__lt=minute - KEPT).delete()
    return kept


def _added(counted: Counted, before: Counted) -> dict[str, Any]:
    """A restart sets counters back to nothing: then all that they show is new."""
    if not before or before["requests"] > counted["requests"]:
        return dict(counted)
    buckets = before["buckets"]
    return {
        "requests": counted["requests"] - before["requests"],
        "errors": max(0, counted["errors"] - before["errors"]),
        "buckets": {bound: count - buckets.get(bound, 0) for bound, count in counted["buckets"].items()},
    }
