"""Which format a file of questions is written in, told by what is in it: names of files lie."""

import re
from enum import StrEnum
from io import BytesIO
from zipfile import ZipFile

from lyceum.domains.learning.rules.formats.plain import decoded
from lyceum.domains.learning.rules.formats.question_sheet import COLUMNS
from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.domains.learning.rules.formats.sheet import read_sheet
from lyceum.domains.learning.rules.formats.zipped import ERRORS, reason_of_broken

_COLLECTIONS = frozenset({"collection.anki2", "collection.anki21", "collection.anki21b"})
_AIKEN = re.compile(r"^\s*(?:ANSWER|R[ÉE]PONSE)\s*:\s*[A-Z]\b", re.I | re.M)
_LOOKED_AT = 200_000  # characters: whatever it is shows before
_HEAD = 20_000


class Format(StrEnum):
    GIFT = "gift"
    MOODLE = "moodle"
    AIKEN = "aiken"
    SHEET = "csv"
    ANKI = "anki"


def detected(raw: bytes) -> Format | Reason:
    if raw[:2] == b"PK":
        return _of_package(raw)
    text = decoded(raw)
    if isinstance(text, Reason):
        return text
    if text.lstrip()[:1] == "<":
        return Format.MOODLE
    head = text[:_LOOKED_AT]
    if not read_sheet(text[:_HEAD].split("\n", 1)[0], COLUMNS, needed=("prompt", "answers")).fault:
        return Format.SHEET
    if _AIKEN.search(head):
        return Format.AIKEN
    return Format.GIFT if "{" in head or "::" in head else Reason.WRONG_FORMAT


def _of_package(raw: bytes) -> Format | Reason:
    """A spreadsheet is a zip, too: it has to be saved as CSV."""
    try:
        with ZipFile(BytesIO(raw)) as package:
            names = {info.filename for info in package.infolist()}
    except ERRORS:
        return reason_of_broken(raw)
    return Format.ANKI if names & _COLLECTIONS else Reason.WRONG_FORMAT
