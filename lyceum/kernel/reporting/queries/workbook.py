"""Any room's table as a file that Excel and LibreOffice open."""

from collections.abc import Iterable, Sequence

from lyceum.kernel.foundation.rules.sheet import Cell
from lyceum.kernel.reporting.ports import workbooks

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    return workbooks().write(title, head, rows)
