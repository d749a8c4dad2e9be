"""Tables as spreadsheets write them: CSV of any habit. They are written by ``foundation.rules.sheet``."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lyceum.domains.learning.rules.formats.plain import decoded, tidy
from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.kernel.foundation.rules.normal import normal

MOST_ROWS = 100_000
MOST_CELLS = 200
_DELIMITERS = "\t;,"
_QUOTED = re.compile(r"'('*\s*[=+\-@＝＋－＠\t\r\n])")


@dataclass(frozen=True, slots=True)
class Row:
    """``number``: the line in the file, from 1; ``cells``: by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True)
class Sheet:
    """``fault``: why reading stopped, on line ``line``; the rows before it are read."""

    rows: list[Row] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    fault: Reason | None = None
    line: int = 0


def read_sheet(raw: bytes | str, columns: Mapping[str, str], needed: Iterable[str] = ()) -> Sheet:
    """``columns``: what we call a column → its possible titles. ``needed``: without which nothing is read."""
    text = decoded(raw)
    if isinstance(text, Reason):
        return Sheet(fault=text)
    names = {normal(title): column for column, titles in columns.items() for title in titles.split(",")}
    sheet = Sheet()
    places: dict[str, int] = {}
    for number, cells in _lines(text, sheet):
        if not sheet.columns:
            places = _places(cells, names)
            sheet.columns = frozenset(places)
            if not sheet.columns or not set(needed) <= sheet.columns:
                return Sheet(columns=sheet.columns, fault=Reason.NO_COLUMN, line=number)
        elif len(sheet.rows) == MOST_ROWS:
            sheet.fault, sheet.line = Reason.TOO_MANY, number
            break
        else:
            found = {column: cells[place] for column, place in places.items() if place < len(cells)}
            sheet.rows.append(Row(number, found))
    return sheet


def _places(cells: list[str], names: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, title in enumerate(cells[:MOST_CELLS]):
        column = names.get(normal(title.strip(" *:")))
        if column:
            found.setdefault(column, place)
    return found


def _lines(text: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells), without empty lines and without Excel's ``sep=;``."""
    lines = text.split("\n")
    told = re.match(r"sep=(.)$", lines[0].strip().lower())
    start = 1 if told else 0
    first = next((line for line in lines[start:] if line.strip()), "")
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=delimiter)
    number = start + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, [_unquoted(tidy(cell)) for cell in cells[:MOST_CELLS]]
            number = start + reader.line_num + 1
    except csv.Error:
        sheet.fault, sheet.line = Reason.BROKEN, number


def _unquoted(cell: str) -> str:
    return cell[1:] if _QUOTED.match(cell) else cell
