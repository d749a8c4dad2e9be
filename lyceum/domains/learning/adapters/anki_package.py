"""Opens Anki's packages (a zip with a SQLite file, since 2022 under Zstandard) as far as it is safe to."""

import sqlite3
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import zstandard

from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.domains.learning.rules.formats.zipped import ERRORS, most_from, reason_of_broken, unzipped

MOST_PACKED = 500_000_000  # decks carry sounds and pictures, which are not unpacked
MOST_UNPACKED = 300_000_000
_MOST_PARTS = 200_000
_SECONDS = 60.0
_NAMES = ("collection.anki21b", "collection.anki21", "collection.anki2")
_SQLITE = b"SQLite format 3\0"
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


class Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def collection_in(raw: bytes) -> sqlite3.Connection:
    """The collection, in memory and only to be read. Raises Refused."""
    if len(raw) > MOST_PACKED:
        raise Refused(Reason.TOO_BIG)
    if not raw:
        raise Refused(Reason.EMPTY)
    try:
        with ZipFile(BytesIO(raw)) as package:
            body = _collection(package)
    except (*ERRORS, zstandard.ZstdError) as error:
        raise Refused(reason_of_broken(raw)) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise Refused(Reason.LOCKED) from error
    return _opened(body)


def _collection(package: ZipFile) -> bytes:
    """The newest one: new packages hold an old collection too, which only says "please update"."""
    parts = {part.filename: part for part in package.infolist()}
    if len(parts) > _MOST_PARTS:
        raise Refused(Reason.TOO_MANY)
    name = next((name for name in _NAMES if name in parts), None)
    if name is None:
        raise Refused(Reason.WRONG_FORMAT)
    body = unzipped(package, parts[name], MOST_UNPACKED)
    if body is None:
        raise Refused(Reason.UNSAFE)
    return _inflated(body) if name.endswith("b") else body


def _inflated(body: bytes) -> bytes:
    most = most_from(len(body), MOST_UNPACKED)
    with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(BytesIO(body)) as stream:
        found = stream.read(most + 1)
    if len(found) > most:
        raise Refused(Reason.UNSAFE)
    return found


def _opened(body: bytes) -> sqlite3.Connection:
    if not body.startswith(_SQLITE):
        raise Refused(Reason.BROKEN)
    # Versions 2 of the header mean a write-ahead log, which a database in memory cannot have.
    body = body[:18] + b"\1\1" + body[20:]
    connection = sqlite3.connect(":memory:")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 20_000_000)
    connection.text_factory = lambda value: value.decode("utf-8", "replace")
    try:
        connection.deserialize(body)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.create_collation("unicase", _by_case)
        connection.set_authorizer(_allow)
        connection.set_progress_handler(_deadline(), 100_000)
        _expect_tables(connection)
    except (sqlite3.Error, ValueError) as error:  # a column's name may be no UTF-8
        connection.close()
        raise Refused(Reason.BROKEN) from error
    except Refused:
        connection.close()
        raise
    return connection


def _by_case(one: str, other: str) -> int:
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())


def _allow(action: int, *_: Any) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _deadline() -> Callable[[], int]:
    end = time.monotonic() + _SECONDS
    return lambda: int(time.monotonic() > end)


def _expect_tables(connection: sqlite3.Connection) -> None:
    """Real tables: a view of that name could ask for anything."""
    kinds = dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
    if any(kinds.get(name) != "table" for name in ("col", "notes", "cards", "revlog")):
        raise Refused(Reason.WRONG_FORMAT)
    if any(kind != "table" for kind in kinds.values()):
        raise Refused(Reason.UNSAFE)
