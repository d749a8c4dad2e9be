"""Workbooks by openpyxl."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from lyceum.kernel.foundation.rules.sheet import Cell

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_WIDEST = 60  # characters


class Spreadsheet:
    def write(self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:31].strip() or "1")
        body = [list(row) for row in rows]
        sheet.freeze_panes = "B2"
        for place, name in enumerate(head):
            widest = max(len(name), *(len(str(row[place])) for row in body), 8)
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(_WIDEST, widest + 2)
        bold = Font(bold=True)
        titles = [self._cell(sheet, text) for text in head]
        for cell in titles:
            cell.font = bold
        sheet.append(titles)
        for row in body:
            sheet.append([self._cell(sheet, cell) for cell in row])
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    def _cell(self, sheet: object, content: Cell) -> WriteOnlyCell:
        if not isinstance(content, str):
            return WriteOnlyCell(sheet, content)
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", content))
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
        return cell


def connect() -> Spreadsheet:
    return Spreadsheet()
