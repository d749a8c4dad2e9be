"""Writes what was measured into ``docs/figures.md``, each measurement between its own two marks."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures.md"


def write(name: str, block: str, file: Path = FIGURES) -> None:
    """Replace the block of this name, or add it at the end."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    fresh = f"{begin}\n{block.strip()}\n{end}"
    text = file.read_text()
    pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.S)
    if not pattern.search(text):
        text = f"{text.rstrip()}\n\n{begin}{end}\n"
    file.write_text(pattern.sub(lambda _: fresh, text))


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The first column is words, the others are numbers."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def machine(database: str = "") -> str:
    """What it was measured on, in one line."""
    memory = _kilobytes() / 1_000_000
    parts = [
        f"{date.today():%-d %B %Y}",
        f"{os.cpu_count()} cores ({_processor()})",
        f"{memory:.0f} GB",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
    ]
    return " · ".join([*parts, database] if database else parts)


def _kilobytes() -> int:
    found = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    return int(found[1]) if found else 0


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return found[1].strip() if found else platform.processor() or "unnamed"


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""
