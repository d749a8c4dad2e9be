"""Workbooks as Excel and LibreOffice read them."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook as Book  # type: ignore[import-untyped]  # the vendor ships no types
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # the vendor ships no types
from openpyxl.styles import Font  # type: ignore[import-untyped]  # the vendor ships no types

from lyceum.domains.learning.rules.formats.sheet import Cell

_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")  # in the name of a sheet
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDEST = 60


class XlsxWorkbook:
    def write(self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        book = Book(write_only=True)
        sheet = book.create_sheet(_FORBIDDEN.sub(" ", title)[:31].strip() or "1")
        body = [list(row) for row in rows]
        sheet.freeze_panes = "B2"
        for place, name in enumerate(head):
            widest = max([len(name), *(len(str(row[place])) for row in body)])
            sheet.column_dimensions[_letters(place)].width = min(_WIDEST, widest + 2)
        sheet.append([_cell(sheet, name, is_head=True) for name in head])
        for row in body:
            sheet.append([_cell(sheet, value) for value in row])
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def connect() -> XlsxWorkbook:
    return XlsxWorkbook()


def _cell(sheet: object, value: Cell, *, is_head: bool = False) -> WriteOnlyCell:
    """Text stays text: openpyxl would take «=…» for a formula."""
    plain = _CONTROL.sub("", value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=plain)
    if isinstance(plain, str):
        cell.data_type = "s"
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _letters(place: int) -> str:
    """0 → A, 26 → AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
