"""Word files by python-docx: paragraphs and tables in the order in which they stand, under their headings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.table import Table

from lyceum.kernel.search.adapters.unpacking import refuse_bomb
from lyceum.kernel.search.rules.reading import PageText
from lyceum.kernel.search.rules.section import gathered, path_of, under

_LEVELS = {f"Heading {n}": n for n in range(1, 7)} | {"Title": 1}


class DocxReader:
    def pages(self, path: Path) -> Iterator[PageText]:
        refuse_bomb(path)
        yield from gathered(_sections(docx.Document(str(path))))


def _sections(document: Any) -> Iterator[tuple[str, str]]:
    above: list[str] = []
    lines: list[str] = []
    for block in document.iter_inner_content():
        text = _table(block) if isinstance(block, Table) else block.text.strip()
        level = 0 if isinstance(block, Table) else _LEVELS.get(block.style.name if block.style else "", 0)
        if level and text:
            yield path_of(above), "\n".join(lines)
            above, lines = under(above, level, " ".join(text.split())), []
        elif text:
            lines.append(text)
    yield path_of(above), "\n".join(lines)


def _table(table: Table) -> str:
    """A row a line. Merged cells are said once."""
    rows = (dict.fromkeys(cell.text.strip() for cell in row.cells) for row in table.rows)
    return "\n".join(" | ".join(filter(None, cells)) for cells in rows)


def connect() -> DocxReader:
    return DocxReader()
