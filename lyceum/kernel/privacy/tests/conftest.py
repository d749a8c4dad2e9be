from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lyceum.kernel.media.ports import store


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A store of one's own for every test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    store.cache_clear()
    yield settings.MEDIA_ROOT
    store.cache_clear()
