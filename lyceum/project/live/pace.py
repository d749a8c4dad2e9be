"""How much a client may say, and what of it makes sense."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

LONGEST_REQUEST, LONGEST_UTTERANCE = 8_192, 65_536


@dataclass(slots=True)
class Pace:
    """A bucket that fills by itself: so much at once, so much a second."""

    burst: float
    per_second: float
    filled: float = field(init=False)
    filled_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.filled, self.filled_at = self.burst, time.monotonic()

    def allows(self, cost: float = 1) -> bool:
        now = time.monotonic()
        self.filled = min(self.burst, self.filled + (now - self.filled_at) * self.per_second)
        self.filled_at = now
        if self.filled < cost:
            return False
        self.filled -= cost
        return True


@dataclass(frozen=True, slots=True)
class Listening:
    """The topics to hear, and those to leave; and how many seconds ago, at most, the client saw what they are about."""

    wanted: frozenset[str]
    unwanted: frozenset[str]
    seen: float = 0


@dataclass(frozen=True, slots=True)
class Saying:
    name: str
    about: dict[str, str]

    @property
    def size(self) -> int:
        return sum(len(name.encode()) + len(value.encode()) for name, value in self.about.items())


def read(text: str) -> Listening | Saying | None:
    """What a frame of the client asks for; None when it makes no sense."""
    try:
        text.encode()  # half a surrogate pair is no text: neither we nor the database can carry it on
        asked: Any = json.loads(text)
        json.dumps(asked, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or not asked:
        return None
    return _saying(asked) if "say" in asked else _listening(asked) if len(text) <= LONGEST_REQUEST else None


def _saying(asked: dict[str, Any]) -> Saying | None:
    name, about = asked["say"], asked.get("about", {})
    if not asked.keys() <= {"say", "about"} or not isinstance(name, str) or len(name) > 50 or not _are_texts(about):
        return None
    saying = Saying(name, about)
    return saying if saying.size <= LONGEST_UTTERANCE else None


def _are_texts(about: Any) -> bool:
    return isinstance(about, dict) and all(isinstance(value, str) for value in about.values())


def _listening(asked: dict[str, Any]) -> Listening | None:
    wanted, unwanted, seen = asked.pop("subscribe", []), asked.pop("unsubscribe", []), asked.pop("seen", 0)
    if asked or not (_are_names(wanted) and _are_names(unwanted)) or type(seen) not in {int, float}:
        return None
    return Listening(frozenset(wanted), frozenset(unwanted), seen)


def _are_names(names: Any) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)
