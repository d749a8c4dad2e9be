from datetime import UTC, datetime, timedelta

import pytest

from lyceum.kernel.video.rules.hours import EARLY, Door, door_at
from lyceum.kernel.video.rules.size import provider_for

START = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
END = START + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("minutes", "door"),
    [(-11, Door.NOT_YET), (-10, Door.OPEN), (0, Door.OPEN), (104, Door.OPEN), (105, Door.OVER), (5000, Door.OVER)],
)
def test_a_call_opens_ten_minutes_before_and_shuts_an_hour_after(minutes: int, door: Door) -> None:
    assert door_at(START + timedelta(minutes=minutes), START - EARLY, END, None) is door


def test_what_is_closed_is_over() -> None:
    assert door_at(START, START - EARLY, END, START) is Door.OVER


@pytest.mark.parametrize(
    ("people", "configured", "carries"),
    [(2, "janus", "embedded"), (4, "janus", "embedded"), (5, "janus", "janus"), (5, "embedded", "embedded")],
)
def test_a_server_carries_what_is_too_many_for_a_mesh(people: int, configured: str, carries: str) -> None:
    assert provider_for(people, configured, mesh_up_to=4) == carries
