"""What reading a file gives, and why a file cannot be read."""

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024
LARGEST_FILE = 100 * MEGABYTE
LARGEST_UNPACKED = 300 * MEGABYTE
MOST_PAGES = 3000
MOST_CHARACTERS = 8_000_000


class Reason(StrEnum):
    """Codes kept in a document's ``reason``; ``queries/reasons.py`` says them in words."""

    SCAN = "scan"  # pictures of pages, no text layer
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    EMPTY = "empty"
    BOMB = "bomb"  # unpacks to far more than it says
    TOO_LARGE = "too_large"  # bytes
    TOO_LONG = "too_long"  # pages or characters
    TOO_SLOW = "too_slow"  # took more time or memory than a document may
    UNKNOWN = "unknown"  # a kind of file that nobody reads here
    MISSING = "missing"  # the store has lost it


class Unreadable(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PageText:
    """``label`` as people say it ("12", a slide, a heading's path); ``heading`` the path of headings above the text."""

    number: int
    label: str
    text: str
    heading: str = ""


def refuse_size(size: int) -> None:
    if size > LARGEST_FILE:
        raise Unreadable(Reason.TOO_LARGE)
    if size == 0:
        raise Unreadable(Reason.EMPTY)


FORMATS = {
    "pdf": "pdf",
    "docx": "docx",
    "pptx": "pptx",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "txt": "text",
    "text": "text",
    "vtt": "captions",
    "srt": "captions",
}


def format_of(name: str) -> str:
    """By the name's ending; the bytes have been checked against it by media. Raises Unreadable."""
    found = FORMATS.get(name.rpartition(".")[2].casefold())
    if found is None:
        raise Unreadable(Reason.UNKNOWN)
    return found
