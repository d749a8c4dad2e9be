"""Files of other programs that no rule can write by itself: decks of cards, workbooks."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

from lyceum.domains.learning.rules.formats.report import Exported, Imported, ImportedItem
from lyceum.domains.learning.rules.formats.sheet import Cell


class DeckFormat(Protocol):
    """Cards with what their owner remembers of each."""

    def read(self, raw: bytes) -> Imported:
        """Whatever anybody wrote, within bounds; never raises: what cannot be read is in ``dropped``."""

    def write(self, items: Iterable[ImportedItem], name: str) -> Exported:
        """``name``: the deck of items without a category."""


class Workbook(Protocol):
    def write(self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        """One sheet with a head that stays in sight; no cell is ever run as a formula."""


@cache
def decks() -> DeckFormat:
    adapter = import_module(f"lyceum.domains.learning.adapters.{settings.PROVIDERS['decks']}")
    return cast(DeckFormat, adapter.connect())


@cache
def workbooks() -> Workbook:
    adapter = import_module(f"lyceum.domains.learning.adapters.{settings.PROVIDERS['result_books']}")
    return cast(Workbook, adapter.connect())
