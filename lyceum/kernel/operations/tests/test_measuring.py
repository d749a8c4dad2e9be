from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lyceum.kernel.operations.actions.measuring import keep_minute
from lyceum.kernel.operations.interface.metrics import counted
from lyceum.kernel.operations.models import Measurement

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


def _counters(fast: int, slow: int, errors: int = 0) -> dict[str, Any]:
    total = fast + slow
    return {"requests": total, "errors": errors, "buckets": {"0.1": fast, "1.0": total, "inf": total}}


def test_a_minute_is_what_was_added_since_the_last() -> None:
    keep_minute(None, _counters(100, 0), NOON)
    kept = keep_minute(None, _counters(100, 100, errors=3), NOON + timedelta(minutes=1))
    assert (kept.requests, kept.errors, kept.p95_ms) == (100, 3, 955.0)
    again = keep_minute(None, _counters(100, 100, errors=3), NOON + timedelta(minutes=1, seconds=5))
    assert (again.id, again.requests) == (kept.id, 100)
    idle = keep_minute(None, _counters(100, 100, errors=3), NOON + timedelta(minutes=2))
    assert (idle.requests, idle.p95_ms) == (0, None)


def test_after_a_restart_all_is_new() -> None:
    keep_minute(None, _counters(500, 0), NOON)
    kept = keep_minute(None, _counters(7, 0), NOON + timedelta(minutes=1))
    assert kept.requests == 7


@pytest.mark.wish("T6")
def test_minutes_are_kept_for_two_hundred_hours() -> None:
    for hours in (201, 199, 0):
        keep_minute(None, _counters(1, 0), NOON - timedelta(hours=hours))
    assert Measurement.objects.count() == 2


def test_counters_are_summed_over_all_routes() -> None:
    before = counted()
    Client().get("/api/v1/health/live")
    Client().get("/nothing/here/")
    after = counted()
    assert after["requests"] - before["requests"] == 2
    assert after["errors"] == before["errors"]
    assert after["buckets"]["inf"] - before["buckets"].get("inf", 0) == 2
