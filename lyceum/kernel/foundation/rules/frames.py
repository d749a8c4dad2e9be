"""How a frame travels over the bus: whole where it fits into one notification, else compressed and in parts.

A whole one is ``=<sent> <topic> <kind>\\n<the frame as its listeners get it>``; ``sent`` is a Unix time in seconds, or
0 where several equal ones of a transaction shall be told as one (PostgreSQL does that). A part is
``+<mark> <number> <of>\\n<piece>``; the parts of one frame follow one another, as PostgreSQL keeps their order.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

CHANNEL, REVOKED = "lyceum_live", "revoked"
LONGEST_WHOLE, LONGEST_CONTENT = 7_900, 7_500  # bytes; PostgreSQL refuses notifications of 8,000


@dataclass(frozen=True, slots=True)
class Frame:
    """``text``: JSON, as it goes to every socket that listens to ``topic``."""

    topic: str
    kind: str
    text: str
    sent: float = 0

    @property
    def whole(self) -> str:
        return f"={self.sent:.4f} {self.topic} {self.kind}\n{self.text}"

    def pieces(self) -> list[str]:
        if len(self.whole.encode()) <= LONGEST_WHOLE:
            return [self.whole]
        packed = b64encode(zlib.compress(self.whole.encode(), 1)).decode()
        size = LONGEST_WHOLE - 100
        parts = [packed[start : start + size] for start in range(0, len(packed), size)]
        mark = uuid4().hex
        return [f"+{mark} {number} {len(parts)}\n{part}" for number, part in enumerate(parts)]


def frame_of(topic: str, kind: str, said: Mapping[str, Any], sent: float = 0) -> Frame:
    return Frame(topic, kind, json.dumps({"topic": topic, "kind": kind, **said}, ensure_ascii=False), sent)


def content_frame(topic: str, kind: str, content: Mapping[str, Any], sent: float) -> Frame:
    """What is too long and has an ``id`` is fetched by whoever wants it; what has none is carried at any length."""
    frame = frame_of(topic, kind, {"content": dict(content)}, sent)
    if "id" in content and len(frame.text.encode()) > LONGEST_CONTENT:
        return frame_of(topic, kind, {"fetch": True, "content": {"id": content["id"]}}, sent)
    return frame


@dataclass(slots=True)
class Reader:
    """Puts the parts together again. ValueError: unreadable, or a part is missing."""

    mark: str = ""
    parts: list[str] = field(default_factory=list)

    def read(self, piece: str) -> Frame | None:
        """The frame, once all of it has come."""
        head, _, rest = piece[1:].partition("\n")
        if piece.startswith("="):
            sent, topic, kind = head.split(" ")
            return Frame(topic, kind, rest, float(sent))
        if not piece.startswith("+"):
            raise ValueError("neither a frame nor a part of one")
        mark, number, of = head.split(" ")
        return self._joined(mark, int(number), int(of), rest)

    def _joined(self, mark: str, number: int, of: int, piece: str) -> Frame | None:
        if number == 0:
            self.mark, self.parts = mark, []
        if mark != self.mark or number != len(self.parts):
            raise ValueError("a part is missing")
        self.parts.append(piece)
        if len(self.parts) < of:
            return None
        packed, self.mark, self.parts = "".join(self.parts), "", []
        try:
            return self.read(zlib.decompress(b64decode(packed)).decode())
        except zlib.error as fault:
            raise ValueError("a part is spoilt") from fault
