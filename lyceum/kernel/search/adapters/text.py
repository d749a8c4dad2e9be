"""Plain text: its paragraphs, gathered into sections that a person can find again."""

from collections.abc import Iterator
from pathlib import Path

from lyceum.kernel.search.rules.reading import PageText, Reason, Unreadable
from lyceum.kernel.search.rules.section import gathered


class TextReader:
    def pages(self, path: Path) -> Iterator[PageText]:
        yield from gathered([("", decoded(path))])


def decoded(path: Path) -> str:
    """UTF-8, or what older French software writes."""
    body = path.read_bytes()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    if not text.strip():
        raise Unreadable(Reason.EMPTY)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def connect() -> TextReader:
    return TextReader()
