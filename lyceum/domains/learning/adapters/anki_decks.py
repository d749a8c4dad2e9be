"""Anki as the room's format of decks."""

from collections.abc import Iterable

from lyceum.domains.learning.adapters.anki import read_anki
from lyceum.domains.learning.adapters.anki_writing import write_anki
from lyceum.domains.learning.rules.formats.report import Exported, Imported, ImportedItem


class AnkiDecks:
    def read(self, raw: bytes) -> Imported:
        return read_anki(raw)

    def write(self, items: Iterable[ImportedItem], name: str) -> Exported:
        return write_anki(items, name)


def connect() -> AnkiDecks:
    return AnkiDecks()
