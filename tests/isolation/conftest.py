"""One house for all the tests of a file: built once, and taken back at the end."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import client, override_settings

from lyceum.kernel.foundation import limits, scope
from lyceum.kernel.media.ports import store
from tests.isolation.fabric import undone
from tests.isolation.house import House, Knocker
from tests.isolation.samples import Samples


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    media: Path = tmp_path_factory.mktemp("media")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "_could_be_undone", lambda: False)  # what a knock spends is taken back with it
        patch.setattr(client, "store_rendered_templates", lambda *told, **kept: None)  # copies of every context
        patch.setattr(logging.getLogger("lyceum.requests"), "level", logging.WARNING)  # thousands of lines say nothing
        yield from _house(django_db_blocker, media)


def _house(django_db_blocker: Any, media: Path) -> Iterator[House]:
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, API_LIMIT=(10**6, 1)), undone():
        store.cache_clear()
        yield House()
    store.cache_clear()


@pytest.fixture(autouse=True)
def _unknown(request: pytest.FixtureRequest) -> None:
    if "house" in request.fixturenames:
        request.getfixturevalue("house").watch.forget()


@pytest.fixture(scope="module")
def samples(house: House) -> Samples:
    made = Samples(house)
    scope.leave()
    return made


@pytest.fixture(scope="module")
def knockers(samples: Samples) -> list[Knocker]:
    return list(samples.house.knockers())
