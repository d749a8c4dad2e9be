"""Cuts a page into lines that stand alone (headings, lists, glossaries) and sentences, each with its exact place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lyceum.domains.learning.rules.drafting.page import PageText, Span

_ABBREVIATED = re.compile(r"(?:\b(?:av|ap|cf|ex|fig|vol|etc|env|e\.g|i\.e|[A-ZÉ]|Dr|Mr|Mrs|St|vs|p|pp|chap)|J\.-C)\.$")
_END = re.compile(r"[.!?…][»”\")]?\s+(?=[«“\"(]?\s?[A-ZÀ-ÖØ-Þ0-9])")
_LISTED = re.compile(r"^\s*(?:[-•*–▪]\s+|\d{1,4}\s*[.):–]\s+)|[|\t]")
_NAMED = re.compile(r"^\s*[^\W\d_][^.:;!?|\t]{1,40}\s?:\s+\S")
_UNFINISHED = re.compile(r"[^.!?…;:»”\")\s]\s*$")
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.)]\s+(?P<text>\S.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """Some lines of the page that belong together, or one sentence of them; ``said`` has single spaces."""

    span: Span
    said: str

    @property
    def number(self) -> int | None:
        """Of a numbered list."""
        found = _NUMBERED.match(self.said)
        return int(found[1]) if found else None

    @property
    def unnumbered(self) -> str:
        found = _NUMBERED.match(self.said)
        return (found["text"] if found else re.sub(r"^[-•*–▪]\s+", "", self.said)).rstrip(" ;.,")


def blocks(page: PageText) -> list[Line]:
    found: list[tuple[int, int]] = []
    at = 0
    for row in page.text.splitlines(keepends=True):
        if row.strip():
            grows = bool(found) and page.text[found[-1][1] : at].count("\n") <= 1 and not _begins(page, found[-1], row)
            if grows:
                found[-1] = (found[-1][0], at + len(row.rstrip()))
            else:
                found.append((at + len(row) - len(row.lstrip()), at + len(row.rstrip())))
        at += len(row)
    return [line_of(page, start, end) for start, end in found]


def _begins(page: PageText, before: tuple[int, int], row: str) -> bool:
    """Whether the row begins something else than the lines before it."""
    above = page.text[before[0] : before[1]]
    last = above.splitlines()[-1]
    goes_on = bool(_UNFINISHED.search(above))
    if _LISTED.search(row) or above.rstrip().endswith(":") or (_is_title(last) and row.strip()[:1].isupper()):
        return True
    if _NAMED.search(row):
        return not goes_on or bool(_NAMED.search(above))
    return _is_title(row) and row.strip()[:1].isupper() and (not goes_on or bool(_LISTED.search(above)))


def _is_title(row: str) -> bool:
    return len(row.rstrip()) < 60 and not re.search(r"[.,;:…»\-’']$", row.strip())


def line_of(page: PageText, start: int, end: int) -> Line:
    text = page.text[start:end]
    return Line(Span(page.number, start, end, text), tidy(text))


def tidy(text: str) -> str:
    """On one line, words cut at the end of a line put together again."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])", "", text)).strip()


def sentences(page: PageText, block: Line) -> Iterator[Line]:
    """Whole sentences only: from a capital to a full stop."""
    text, first, origin = block.span.text, 0, block.span.start
    cuts = [found for found in _END.finditer(text) if not _ABBREVIATED.search(text[: found.start() + 1])]
    for start, end in zip([0, *(cut.end() for cut in cuts)], [*(cut.end() for cut in cuts), len(text)], strict=True):
        first, last = origin + start, origin + len(text[:end].rstrip())
        line = line_of(page, first, last)
        if re.match(r"[«“\"]?\s?[A-ZÀ-ÖØ-Þ]", line.said) and re.search(r"[.!…][»”\")]?$", line.said):
            yield line
