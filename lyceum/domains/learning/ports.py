"""Files of other programs that no rule can write by itself: decks of cards."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

from lyceum.domains.learning.rules.formats.report import Exported, Imported, ImportedItem


class DeckFormat(Protocol):
    """Cards with what their owner remembers of each."""

    def read(self, raw: bytes) -> Imported:
        """Whatever anybody wrote, within bounds; never raises: what cannot be read is in ``dropped``."""

    def write(self, items: Iterable[ImportedItem], name: str) -> Exported:
        """``name``: the deck of items without a category."""


@cache
def decks() -> DeckFormat:
    adapter = import_module(f"lyceum.domains.learning.adapters.{settings.PROVIDERS['decks']}")
    return cast(DeckFormat, adapter.connect())
