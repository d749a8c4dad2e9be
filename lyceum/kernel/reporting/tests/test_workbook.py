from io import BytesIO

import pytest
from openpyxl import load_workbook

from lyceum.kernel.reporting.queries.workbook import workbook

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "'=1", "＝1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_keeps_text_as_text(text: str) -> None:
    raw = workbook("Révisions [2026] : été", [text], [[text, 2.5], [None, "fin\x00"]])
    sheet = load_workbook(BytesIO(raw)).active
    assert sheet is not None
    assert sheet.title == "Révisions  2026    été"
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
    assert cells[1] == [(text, "s"), (2.5, "n")]
    assert (cells[0][0], cells[2][1]) == ((text, "s"), ("fin", "s"))
