"""The part of a file that a ``Range`` header asks for (RFC 9110, one range; several are answered whole)."""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")


class OutOfRange(Exception):
    """Nothing of what is asked for exists."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes ``start`` to ``end`` (excluded)."""

    start: int
    end: int

    def header(self, size: int) -> str:
        return f"bytes {self.start}-{self.end - 1}/{size}"


def span_of(header: str, size: int) -> Span | None:
    """None: send it whole. Raises OutOfRange (416)."""
    asked = _RANGE.match(header.replace(" ", ""))
    if not asked or asked[1] == asked[2] == "":
        return None
    if asked[1] == "":
        start, end = max(0, size - int(asked[2])), size
    else:
        start, end = int(asked[1]), min(int(asked[2]) + 1 if asked[2] else size, size)
        if asked[2] and int(asked[2]) < int(asked[1]):
            return None
    if start >= end:
        raise OutOfRange
    return Span(start, end)
