from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.operations.models import Measurement
from lyceum.kernel.operations.permissions import may_operate
from lyceum.kernel.operations.queries.health import health
from lyceum.kernel.operations.queries.queue import QueueNow, queue_now
from lyceum.kernel.operations.rules.health import Check, status_of

SHOWN = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Overview:
    """How the installation does now and did in the last two hours; None where nothing was measured yet."""

    status: str
    checks: Sequence[Check]
    queue: QueueNow
    minutes: Sequence[Measurement]
    requests: int
    error_rate: float | None
    p95_ms: float | None


def overview(caller: Individual) -> Overview:
    refuse_unless(may_operate(caller))
    checks = health(caller)
    minutes = list(Measurement.objects.filter(minute__gte=timezone.now() - SHOWN).order_by("minute"))
    last = minutes[-15:]
    requests = sum(minute.requests for minute in last)
    errors = sum(minute.errors for minute in last)
    slowest = [minute.p95_ms for minute in last if minute.p95_ms is not None]
    return Overview(
        status=status_of(checks),
        checks=checks,
        queue=queue_now(),
        minutes=minutes,
        requests=requests,
        error_rate=errors / requests * 100 if requests else None,
        p95_ms=max(slowest) if slowest else None,
    )
