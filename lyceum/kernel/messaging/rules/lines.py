"""A thread from top to bottom, as a page draws it: by day, and under one name what one author wrote in a row.

``static/messaging/order.js`` draws the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar
from uuid import UUID

GROUPED_WITHIN = timedelta(minutes=5)


class Author(Protocol):
    @property
    def id(self) -> UUID: ...


class Said(Protocol):
    """What is asked of a message."""

    @property
    def position(self) -> int: ...
    @property
    def author(self) -> Author | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


M = TypeVar("M", bound=Said)


@dataclass(frozen=True, slots=True)
class Line(Generic[M]):
    """``day``: it is the first of that day. ``leads``: it stands under its author's name. ``is_first_unread``: a mark
    stands above it."""

    message: M
    day: date | None
    leads: bool
    is_own: bool
    is_first_unread: bool
    is_seen: bool


def lines_of(
    messages: Sequence[M], *, me: UUID, unread_after: int | None, seen_to: int, local: Callable[[datetime], datetime]
) -> list[Line[M]]:
    """``unread_after``: the last position that was read; None marks nothing. ``seen_to``: how far somebody else has."""
    lines: list[Line[M]] = []
    before: M | None = None
    marked = unread_after is None
    for message in messages:
        day = local(message.created_at).date()
        new_day = before is None or local(before.created_at).date() != day
        is_own = author_of(message) == me
        unread = not marked and not is_own and message.position > (unread_after or 0)
        marked = marked or unread
        leads = new_day or unread or before is None or not _continues(before, message)
        seen = message.position <= seen_to
        lines.append(Line(message, day if new_day else None, leads, is_own, unread, seen))
        before = message
    return lines


def author_of(message: Said) -> UUID | None:
    return message.author.id if message.author else None


def _continues(before: Said, message: Said) -> bool:
    close = message.created_at - before.created_at < GROUPED_WITHIN
    return close and author_of(before) == author_of(message) and before.kind == message.kind
