"""Where a list sorted by name goes on: opaque for the client, stable when rows come and go."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cursor:
    key: str
    id: UUID

    def __str__(self) -> str:
        return urlsafe_b64encode(self.id.bytes + self.key.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError for what no list has given out."""
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return cls(raw[16:].decode(), UUID(bytes=raw[:16]))
