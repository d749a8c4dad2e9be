import pytest
from prometheus_client import REGISTRY

from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.live.tests.conftest import Opens, anyone, ask, hear

pytestmark = pytest.mark.django_db


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"lyceum_live_{name}", labels) or 0


def test_each_delivery_and_its_lag_are_counted(world: World, opens: Opens) -> None:
    here, there = opens(anyone(world), "ampere"), opens(anyone(world), "ampere")
    ask(here, "notices")
    ask(there, "notices")
    deliveries, lags = figure("deliveries_total"), figure("lag_seconds_count")
    push_content(f"organisation:{world.ampere.id}:notices", "said", {"text": "Good morning"})
    hear(here)
    hear(there)
    assert (figure("deliveries_total") - deliveries, figure("lag_seconds_count") - lags) == (2, 1)
    assert figure("bus_reopened_total", wire="postgres") >= 1
