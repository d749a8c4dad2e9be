from io import BytesIO

import pytest
from openpyxl import load_workbook

from lyceum.kernel.reporting.ports import workbooks
from lyceum.kernel.reporting.rules.sheet import csv_of

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "'=1", "＝1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_runs_nothing_of_a_table(text: str) -> None:
    (cell,) = csv_of([text], []).decode("utf-8-sig").splitlines()
    assert cell.strip('"').startswith("'")


def test_numbers_are_written_as_the_reader_reads_them() -> None:
    rows = [["Lundi", 1.5, None, -3.0]]
    assert csv_of(["Jour", "a", "b", "c"], rows) == "\ufeffJour,a,b,c\r\nLundi,1.5,,-3\r\n".encode()
    assert csv_of(["Jour", "a", "b", "c"], rows, delimiter=";") == "\ufeffJour;a;b;c\r\nLundi;1,5;;-3\r\n".encode()


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\t" not in text])
def test_a_workbook_keeps_text_as_text(text: str) -> None:
    raw = workbooks().write("Révisions [2026] : été", [text], [[text, 2.5], [None, "fin\x00"]])
    sheet = load_workbook(BytesIO(raw)).active
    assert sheet is not None
    assert sheet.title == "Révisions  2026    été"
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
    assert cells[1] == [(text, "s"), (2.5, "n")]
    assert (cells[0][0], cells[2][1]) == ((text, "s"), ("fin", "s"))
