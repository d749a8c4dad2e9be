"""Where a question comes from, as one line that other programs carry: title, page and the very words."""

import re
from typing import NamedTuple

_LINE = re.compile(r"(.+?), p\. (\d{1,6}) — (.+)", re.S)


class Origin(NamedTuple):
    title: str
    page: int
    quote: str


def origin_line(title: str, page: int, quote: str) -> str:
    return f"{title}, p. {page} — {' '.join(quote.split())}"


def origin_of(line: str) -> Origin | None:
    found = _LINE.fullmatch(line.strip())
    return Origin(found[1], int(found[2]), found[3]) if found else None


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where these words stand in a page, however its lines are broken: start and end in characters of ``text``."""
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else None
