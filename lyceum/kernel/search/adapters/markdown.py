"""Markdown: its headings are its sections; the text stays as it was written."""

import re
from collections.abc import Iterator
from pathlib import Path

from lyceum.kernel.search.adapters.text import decoded
from lyceum.kernel.search.rules.reading import PageText
from lyceum.kernel.search.rules.section import gathered, path_of, under

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


class MarkdownReader:
    def pages(self, path: Path) -> Iterator[PageText]:
        yield from gathered(_sections(decoded(path)))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    above: list[str] = []
    lines: list[str] = []
    is_code = False
    for line in text.split("\n"):
        is_code ^= bool(_FENCE.match(line))
        heading = None if is_code else _HEADING.match(line)
        if heading:
            yield path_of(above), "\n".join(lines)
            above, lines = under(above, len(heading[1]), heading[2]), []
        else:
            lines.append(line)
    yield path_of(above), "\n".join(lines)


def connect() -> MarkdownReader:
    return MarkdownReader()
