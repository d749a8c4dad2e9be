import pytest

from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.tests.staged import Stage


@pytest.fixture
def stage(world: World, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(world, monkeypatch)
