import csv
from io import StringIO

import pytest

from lyceum.kernel.foundation.rules.sheet import csv_of, harmless

HOSTILE = ["=1+1", "+33 6", "-cmd", "@SUM(A1)", " =1", "\t=1", "'=1", "''-x", "＝1", "\r=1", "\n=2"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_runs_nothing_of_a_table(text: str) -> None:
    assert harmless(text) == f"'{text}"
    ((cell,),) = csv.reader(StringIO(csv_of([text], []).decode("utf-8-sig"), newline=""))
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "-3", "+2,5", "-12.5%", "'a", "l’eau"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_numbers_are_written_as_the_reader_reads_them() -> None:
    rows = [["Lundi", 1.5, None, -3.0]]
    assert csv_of(["Jour", "a", "b", "c"], rows) == "\ufeffJour,a,b,c\r\nLundi,1.5,,-3\r\n".encode()
    assert csv_of(["Jour", "a", "b", "c"], rows, delimiter=";") == "\ufeffJour;a;b;c\r\nLundi;1,5;;-3\r\n".encode()
