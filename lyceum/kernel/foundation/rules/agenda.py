"""What rooms show one another of their things: cards, what stands in an agenda, bars of a plan."""

from dataclasses import dataclass
from datetime import datetime

from lyceum.kernel.foundation.rules.refusal import Message


@dataclass(frozen=True, slots=True)
class Card:
    """A thing at a glance, as one who may see it sees it: what a conversation is about, what a link leads to."""

    title: str
    url: str
    icon: str
    kind: Message  # "Learning path"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """Something at a time. ``key`` is stable: ``learning.due:2026-11-21``. ``ends_at`` is exclusive.

    ``all_day``: both times are midnights of the caller's time zone. ``movable``: the room that gave it takes a move
    (``Contributions.moves``, by the part of ``key`` before the colon).
    """

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    url: str = ""
    icon: str = "calendar"
    detail: str = ""
    all_day: bool = False
    movable: bool = False
    tone: str = "primary"  # primary success info warning error clay


@dataclass(frozen=True, slots=True)
class PlanBar:
    """One bar of a group's plan, drawn over time. ``after``: the keys of those it waits for. ``progress``: 0 to 1."""

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    url: str = ""
    lane: str = ""  # bars of one lane stand together
    progress: float = 0.0
    after: tuple[str, ...] = ()
