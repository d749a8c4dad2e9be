"""Tables for spreadsheets, without anything that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

Cell = str | float | None
# What spreadsheets run: also behind spaces and quotes, and in the wide letters of East Asia.
_LIVE = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?%?\Z")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """UTF-8 with the mark that Excel asks for. With ``;`` numbers take Europe's comma."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([harmless(title) for title in head])
    writer.writerows([[_written(cell, delimiter) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def delimiter_for(language: str) -> str:
    """A spreadsheet in French takes the comma for a decimal's."""
    return ";" if language.startswith("fr") else ","


def harmless(text: str) -> str:
    """A spreadsheet shows what it would have run; a plain number stays one."""
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.match(text) else text


def _written(cell: Cell, delimiter: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    number = f"{cell:.10g}"
    return number.replace(".", ",") if delimiter == ";" else number
