"""HTML by the standard library's parser: nothing in it is run or fetched."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from lyceum.kernel.search.adapters.text import decoded
from lyceum.kernel.search.rules.reading import PageText
from lyceum.kernel.search.rules.section import gathered, path_of, under

_UNSEEN = frozenset("script style template noscript svg head title nav iframe object".split())
_BREAKS = frozenset(
    "p div br li tr ul ol table section article blockquote pre dt dd figcaption hr header footer".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


class _Sections(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.above: list[str] = []
        self.said: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _HEADINGS:
            self._close()
        elif tag in _BREAKS:
            self.said.append("\n")
        elif tag in {"td", "th"}:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _HEADINGS:
            self.above = under(self.above, _HEADINGS[tag], " ".join("".join(self.said).split()))
            self.said = []
        elif tag in _BREAKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(" ".join(data.split("\n")))

    def _close(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self.said).split("\n"))
        self.found.append((path_of(self.above), "\n".join(filter(None, lines))))
        self.said = []

    def sections(self) -> list[tuple[str, str]]:
        self.close()
        self._close()
        return self.found


class HtmlReader:
    def pages(self, path: Path) -> Iterator[PageText]:
        parser = _Sections()
        parser.feed(decoded(path))
        yield from gathered(parser.sections())


def connect() -> HtmlReader:
    return HtmlReader()
