"""Note types and decks of an Anki collection: JSON in its old scheme, tables with protobuf in the new."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from lyceum.domains.learning.rules.formats.anki_note import NoteType, template

_KIND, _FRONT, _BACK = 1, 1, 2  # numbers of the fields in notetypes.proto


def note_types_in(collection: sqlite3.Connection) -> dict[int, NoteType]:
    if _has_table(collection, "notetypes"):
        return dict(_new_types(collection))
    return dict(_old_types(_json(collection, "models")))


def decks_in(collection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Deck → its path."""
    if _has_table(collection, "decks"):
        return {int(key): _path(name, "\x1f") for key, name in collection.execute("SELECT id, name FROM decks")}
    decks = _json(collection, "decks")
    return {int(key): _path(str(deck.get("name", "")), "::") for key, deck in decks.items() if isinstance(deck, dict)}


def _path(name: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in name.replace("\x1f", mark).split(mark) if part.strip())[:20]


def _has_table(collection: sqlite3.Connection, name: str) -> bool:
    return bool(collection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone())


def _json(collection: sqlite3.Connection, column: str) -> dict[str, Any]:
    row = collection.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 the two names are ours
    found = json.loads(row[0]) if row and row[0] else {}
    return found if isinstance(found, dict) else {}


def _old_types(models: dict[str, Any]) -> Iterator[tuple[int, NoteType]]:
    for key, model in models.items():
        fields = tuple(field["name"] for field in sorted(model["flds"], key=lambda field: field.get("ord", 0)))
        sides = sorted(model["tmpls"], key=lambda side: side.get("ord", 0))
        templates = tuple(template(side["qfmt"], side["afmt"]) for side in sides)
        yield int(key), NoteType(str(model.get("name", "")), model.get("type") == 1, fields, templates)


def _new_types(collection: sqlite3.Connection) -> Iterator[tuple[int, NoteType]]:
    fields: dict[int, list[str]] = {}
    for key, name in collection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(key, []).append(name)
    sides: dict[int, list[Any]] = {}
    for key, config in collection.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        said = message(config)
        sides.setdefault(key, []).append(template(_text(said.get(_FRONT)), _text(said.get(_BACK))))
    for key, name, config in collection.execute("SELECT id, name, config FROM notetypes"):
        is_cloze = message(config).get(_KIND) == 1
        yield key, NoteType(name, is_cloze, tuple(fields.get(key, ())), tuple(sides.get(key, ())))


def _text(value: int | bytes | None) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def message(raw: bytes) -> dict[int, int | bytes]:
    """The fields of a protobuf message, the last of each number. Raises ValueError."""
    found: dict[int, int | bytes] = {}
    position = 0
    while position < len(raw):
        key, position = _varint(raw, position)
        match key & 7:
            case 0:
                found[key >> 3], position = _varint(raw, position)
            case 2:
                length, position = _varint(raw, position)
                found[key >> 3] = raw[position : position + length]
                position += length
            case 1 | 5 as kind:
                position += 8 if kind == 1 else 4
            case _:
                raise ValueError("no protobuf")
    return found


def _varint(raw: bytes, position: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if position >= len(raw):
            raise ValueError("no protobuf")
        value |= (raw[position] & 127) << shift
        position += 1
        if raw[position - 1] < 128:
            return value, position
    raise ValueError("no protobuf")
