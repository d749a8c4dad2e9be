from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings

from lyceum.kernel.ai.tests.loopback import Loopback, loopback


@pytest.fixture(scope="session")
def one_server() -> Iterator[Loopback]:
    with loopback() as running:
        yield running


@pytest.fixture
def server(one_server: Loopback, db: None) -> Iterator[Loopback]:
    """A fresh page of what was asked; its address is one that organisations may call."""
    one_server.asked.clear()
    one_server.mended.clear()
    one_server.meaning = None
    cache.clear()
    with override_settings(AI_LOCAL_SERVERS=[one_server.address.removeprefix("http://")]):
        yield one_server
