"""Workbooks by openpyxl."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from lyceum.kernel.reporting.rules.sheet import Cell

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


class Spreadsheet:
    def write(self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:31])
        sheet.freeze_panes = "B2"
        sheet.column_dimensions["A"].width = 24
        bold = Font(bold=True)
        titles = [self._cell(sheet, text) for text in head]
        for cell in titles:
            cell.font = bold
        sheet.append(titles)
        for row in rows:
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
