"""What was told over the bus, as its listeners would read it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from lyceum.kernel.foundation.rules.frames import CHANNEL, Reader


def frames_of(notices: Iterable[Any]) -> list[dict[str, Any]]:
    reader = Reader()
    return [json.loads(frame.text) for notice in notices if (frame := reader.read(notice.payload))]


@contextmanager
def listening() -> Iterator[list[dict[str, Any]]]:
    """``with listening() as heard: …`` and afterwards ``heard`` holds each frame. For tests that commit."""
    heard: list[dict[str, Any]] = []
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
            yield heard
            heard += frames_of(other.connection.notifies(timeout=0.5))
    finally:
        other.close()
