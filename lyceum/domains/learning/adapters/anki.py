"""Reads Anki's decks and collections (.apkg, .colpkg), old and new, with what their owner remembers.

Anki's own words: a *note* has fields and makes *cards*, one per template or cloze; each card has a schedule.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from lyceum.domains.learning.adapters.anki_package import Refused, collection_in
from lyceum.domains.learning.adapters.anki_types import decks_in, note_types_in
from lyceum.domains.learning.rules.formats.anki_note import NoteType, content_of
from lyceum.domains.learning.rules.formats.report import (
    Imported,
    ImportedItem,
    PastReview,
    Reason,
    Report,
    Schedule,
    refused,
)

MOST_REVIEWS = 2_000_000
_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)
_SUSPENDED, _INTRADAY = -1, 1
_CARDS = """
    SELECT cards.id, ord, did, odid, cards.type, queue, due, odue, ivl, factor, lapses, cards.data,
           guid, mid, tags, flds
    FROM cards JOIN notes ON notes.id = nid ORDER BY cards.id
"""
_REVLOG = "SELECT cid, id, ease, time FROM revlog WHERE ease BETWEEN 1 AND 4 ORDER BY cid, id LIMIT ?"
# Written by whoever wrote the file, anything may be missing or of another kind.
_STRANGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, OSError, RecursionError)
_PLEASE_UPDATE = "Please update to the latest Anki version"


@dataclass(slots=True)
class _Collection:
    types: dict[int, NoteType]
    decks: dict[int, tuple[str, ...]]
    created: datetime
    reviews: dict[int, list[PastReview]]


def read_anki(raw: bytes) -> Imported:
    try:
        connection = collection_in(raw)
    except Refused as no:
        return refused(no.reason)
    report = Report()
    try:
        _read(connection, report)
    except (sqlite3.Error, *_STRANGE):
        report.drop("", "", Reason.BROKEN)
    finally:
        connection.close()
    return report.imported()


def _read(connection: sqlite3.Connection, report: Report) -> None:
    created = connection.execute("SELECT crt FROM col").fetchone()[0]
    collection = _Collection(note_types_in(connection), decks_in(connection), _moment(created), _reviews(connection))
    connection.row_factory = sqlite3.Row
    for card in connection.execute(_CARDS):
        if report.is_full:
            report.drop("", "", Reason.TOO_MANY)
            return
        try:
            _card(card, collection, report)
        except _STRANGE:
            report.drop(str(card["id"]), "", Reason.UNREADABLE)


def _reviews(connection: sqlite3.Connection) -> dict[int, list[PastReview]]:
    found: dict[int, list[PastReview]] = {}
    for card, at, rating, took in connection.execute(_REVLOG, (MOST_REVIEWS,)):
        found.setdefault(card, []).append(PastReview(_moment(at / 1000), rating, took / 1000))
    return found


def _card(card: sqlite3.Row, collection: _Collection, report: Report) -> None:
    guid, place = str(card["guid"]), int(card["ord"])
    note = collection.types.get(card["mid"])
    if note is None:
        report.drop(guid, "", Reason.UNREADABLE)
        return
    texts = str(card["flds"]).split("\x1f")
    fields = dict(zip(note.fields, texts, strict=False))
    content, source, lost = content_of(note, fields, place)
    if content is None:
        report.drop(guid, texts[0], Reason.UNREADABLE)
        return
    if _PLEASE_UPDATE in content.prompt:
        report.drop("", content.prompt, Reason.WRONG_FORMAT)
        return
    item = ImportedItem(
        content,
        collection.decks.get(card["odid"] or card["did"], ()),
        tuple(dict.fromkeys(str(card["tags"]).split())),
        key=f"{guid}/{place}" if place else guid,
        source=source,
        schedule=_schedule(card, collection),
    )
    report.keep(item, guid, lost)


def _schedule(card: sqlite3.Row, collection: _Collection) -> Schedule | None:
    reviews = tuple(collection.reviews.get(card["id"], ()))
    is_suspended = card["queue"] == _SUSPENDED
    if card["type"] == _NEW and not reviews:
        return Schedule(is_suspended=True) if is_suspended else None
    memory = _memory(card["data"])
    last = reviews[-1].at if reviews else _moment(memory["lrt"]) if memory.get("lrt") else None
    return Schedule(
        due=_due(card, collection.created),
        interval=float(card["ivl"]) if card["ivl"] >= 0 else -card["ivl"] / 86_400,
        ease=card["factor"] / 1000 or None,
        stability=memory.get("s"),
        difficulty=memory.get("d"),
        last_review=last,
        reviews=reviews,
        lapses=card["lapses"],
        is_suspended=is_suspended,
    )


def _due(card: sqlite3.Row, created: datetime) -> datetime | None:
    """A day of the collection, or a second while a card is being learnt; a card lent to a filtered deck has both."""
    due = card["odue"] or card["due"]
    if card["type"] == _NEW:
        return None
    if card["type"] == _REVIEW or due < 1_000_000_000:
        return created + timedelta(days=due)
    return _moment(due)


def _memory(kept: str) -> dict[str, Any]:
    found = json.loads(kept) if kept.startswith("{") else {}
    return {name: value for name, value in found.items() if isinstance(value, int | float) and value > 0}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
