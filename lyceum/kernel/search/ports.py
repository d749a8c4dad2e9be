"""Who reads files: adapters turn bytes that anybody may have made into pages, and can neither hang nor grow.
Who finds in the catalogue: what anybody may see, over all organisations."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings

from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.rules.catalogue import Completion, Matches, Wanted
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


class FinderUnavailable(Exception):
    """It gave no answer in time, or none that can be read: the embedded one answers instead."""


class Finder(Protocol):
    """Finds entries of the catalogue. The rows in PostgreSQL are what is true; another engine keeps a copy of them.

    What it finds is read again from the rows: an entry that is gone since is not shown.
    """

    keeps_copy: bool

    def put(self, entries: Sequence[CatalogueEntry]) -> None:
        """Keep these as they are now. Idempotent; raises FinderUnavailable."""

    def remove(self, entry_ids: Sequence[UUID]) -> None:
        """Keep these no longer; those that it never had are no fault. Raises FinderUnavailable."""

    def find(self, wanted: Wanted) -> Matches:
        """Typos forgiven, best first, with counts of every facet. Raises FinderUnavailable."""

    def complete(self, wanted: Wanted) -> Sequence[Completion]:
        """Names with words that begin as ``wanted.text`` does, most frequent first. Raises FinderUnavailable."""


@cache
def finder(name: str = "") -> Finder:
    adapter = import_module(f"lyceum.kernel.search.adapters.{name or settings.PROVIDERS['catalogue']}")
    return cast(Finder, adapter.connect())
