"""Random interleavings of everything that many clients do at one event."""

import os

import pytest

from lyceum.domains.events.tests.rush import Rush
from lyceum.domains.events.tests.rushed import wrongs

OPERATIONS = int(os.environ.get("RUSH_OPERATIONS", "10000"))


@pytest.mark.wish("H2", "H3", "H17")
@pytest.mark.django_db(transaction=True)
def test_nobody_is_oversold_charged_twice_or_left_without_a_ticket() -> None:
    rush = Rush(seed=int(os.environ.get("RUSH_SEED", "7")))
    rush.run(OPERATIONS)
    assert wrongs() == []
    assert {"hold", "place", "pay", "bank", "refund", "expire", "take", "killed"} <= set(rush.done)
