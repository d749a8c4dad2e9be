"""Who reads files. Adapters turn bytes that anybody may have made into pages, and can neither hang nor grow."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings

from lyceum.kernel.search.rules.reading import PageText


class Reader(Protocol):
    """One format of files. Runs where time and memory are bounded; imports no framework."""

    def pages(self, path: Path) -> Iterator[PageText]:
        """Every page in order, numbered from 1, its text exact and never changed again. Raises Unreadable."""


class Documents(Protocol):
    """Reads files of every format within bounds."""

    def count(self, path: Path, format: str) -> int:
        """How many pages to expect, 0 where only reading tells."""

    def pages(self, path: Path, format: str) -> Iterator[PageText]:
        """As ``Reader.pages``, for any of ``rules.reading.FORMATS``. Raises Unreadable, TOO_SLOW beyond the bounds."""

    def drawn(self, path: Path, number: int, width: int) -> bytes:
        """A page of a PDF as WebP so many pixels wide. Raises Unreadable."""


@cache
def documents() -> Documents:
    adapter = import_module(f"lyceum.kernel.search.adapters.{settings.PROVIDERS['documents']}")
    return cast(Documents, adapter.connect())
