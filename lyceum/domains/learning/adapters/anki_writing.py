"""Writes a deck for Anki (.apkg, the scheme that every version and every other program reads)."""

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha1, sha256
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lyceum.domains.learning.adapters.anki_scheme import CREATED, DAY, SCHEME, collection_row, deck_json, type_ids
from lyceum.domains.learning.rules.formats.anki_note import fields_of
from lyceum.domains.learning.rules.formats.losses import unsaid
from lyceum.domains.learning.rules.formats.plain import from_html
from lyceum.domains.learning.rules.formats.report import Exported, ImportedItem, Reason, Report, Schedule

_FIRST_DECK = 1_700_000_000_000
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)"
_REVIEW = "INSERT OR IGNORE INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class _Deck:
    """A collection while it is written. Anki's ids are milliseconds, and must differ."""

    collection: sqlite3.Connection
    name: str
    now: int = field(default_factory=lambda: int(time.time()))
    decks: dict[str, int] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    reviews: dict[int, int] = field(default_factory=dict)  # taken id → where to look for a free one
    written: int = 0


def write_anki(items: Iterable[ImportedItem], name: str) -> Exported:
    """``name``: the deck of items without a category."""
    collection = sqlite3.connect(":memory:")
    try:
        collection.executescript(SCHEME)
        deck = _Deck(collection, name)
        for place, item in enumerate(items, 1):
            _write(item, place, deck)
        collection.execute(*collection_row(deck.now, _decks_json(deck)))
        collection.commit()
        body = collection.serialize()
    finally:
        collection.close()
    return Exported(_zipped(body), deck.written, deck.report.dropped)


def _zipped(body: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("collection.anki2", body)
        package.writestr("media", "{}")
    return out.getvalue()


def _decks_json(deck: _Deck) -> dict[str, Any]:
    return {"1": deck_json(1, "Default"), **{str(key): deck_json(key, name) for name, key in deck.decks.items()}}


def _write(item: ImportedItem, place: int, deck: _Deck) -> None:
    where, what = item.key or str(place), item.label or item.content.prompt
    made = fields_of(item)
    if made is None:
        deck.report.drop(where, what, Reason.UNSAYABLE)
        return
    kind, fields, lost = made
    said = {Reason.CATEGORY, Reason.TAGS, Reason.EXPLANATION, Reason.HINTS, Reason.SOURCE, Reason.SCHEDULE}
    said |= {Reason.UNITS, Reason.ALTERNATIVES, Reason.TOLERANCE}
    if any(len(tag.split()) > 1 for tag in item.tags):
        lost.append(Reason.SPELLING)
    deck.report.drop_all(where, what, [*lost, *unsaid(item, *said)])
    key = deck.now * 1000 + place
    first = from_html(fields[0])[0]
    tags = " ".join("_".join(tag.split()) for tag in item.tags)
    row = (key, _guid(item), type_ids[kind], deck.now, f" {tags} " if tags else "", "\x1f".join(fields), first)
    deck.collection.execute(_NOTE, (*row, int(sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)))
    _write_card(key, item, place, deck)
    deck.written += 1


def _guid(item: ImportedItem) -> str:
    """The same item keeps its id, so that a second import updates the first."""
    return item.key or sha256(repr(item.content).encode()).hexdigest()[:20]


def _deck_of(item: ImportedItem, deck: _Deck) -> int:
    name = "::".join(part.replace("::", ":").strip() for part in item.category) or deck.name
    return deck.decks.setdefault(name, _FIRST_DECK + len(deck.decks))


def _write_card(key: int, item: ImportedItem, place: int, deck: _Deck) -> None:
    schedule = item.schedule
    where = (key, key, _deck_of(item, deck), deck.now)
    if schedule is None or (schedule.due is None and not schedule.reviews):
        queue = -1 if schedule and schedule.is_suspended else 0
        deck.collection.execute(_CARD, (*where, 0, queue, place, 0, 0, 0, 0, "{}"))
        return
    due = _day(schedule.due or datetime.now(UTC))
    interval, ease = max(1, round(schedule.interval)), round((schedule.ease or 2.5) * 1000)
    row = (2, -1 if schedule.is_suspended else 2, due, interval, ease, len(schedule.reviews), schedule.lapses)
    deck.collection.execute(_CARD, (*where, *row, _memory(schedule)))
    _write_reviews(key, schedule, interval, ease, deck)


def _day(moment: datetime) -> int:
    return max(0, (moment - CREATED) // DAY)


def _memory(schedule: Schedule) -> str:
    """What FSRS knows, as Anki keeps it beside the card."""
    last = schedule.last_review
    known = {"s": schedule.stability, "d": schedule.difficulty, "lrt": int(last.timestamp()) if last else None}
    return json.dumps({name: value for name, value in known.items() if value is not None})


def _write_reviews(card: int, schedule: Schedule, interval: int, ease: int, deck: _Deck) -> None:
    """The interval after each is the time to the next one, as far as is known."""
    reviews = schedule.reviews
    days = [max(0, (later.at - sooner.at).days) for sooner, later in pairwise(reviews)]
    before = 0
    for place, (review, after) in enumerate(zip(reviews, [*days, interval], strict=True)):
        took = min(round(review.seconds * 1000), 3_600_000)
        key = _free_review(round(review.at.timestamp() * 1000), deck)
        row = (key, card, review.rating, after, before, ease, took, 0 if place == 0 else 1)
        deck.collection.execute(_REVIEW, row)
        before = after


def _free_review(key: int, deck: _Deck) -> int:
    """Two answers in one millisecond are one too many for Anki."""
    free = key
    while free in deck.reviews:
        free = deck.reviews[free]
    deck.reviews[free] = deck.reviews[key] = free + 1
    return free
