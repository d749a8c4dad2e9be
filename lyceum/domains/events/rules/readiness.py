"""What an event still needs before the public sees it, and what would make it better."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Missing(StrEnum):
    """The first five keep it a draft; the others only make it better."""

    TITLE = "title"
    PAST = "past"
    WHERE = "where"
    TICKETS = "tickets"
    ENTRANCE = "entrance"
    SUMMARY = "summary"
    PICTURE = "picture"
    ACCESSIBILITY = "accessibility"


BETTER = frozenset({Missing.SUMMARY, Missing.PICTURE, Missing.ACCESSIBILITY})


@dataclass(frozen=True, slots=True)
class Shape:
    """What is there. ``types`` are tickets (not add-ons) that a quota counts; ``uncounted`` that none does."""

    title: str
    ends_at: datetime | None
    has_where: bool
    types: int
    uncounted: int
    has_summary: bool
    has_picture: bool
    has_accessibility: bool


def missing(shape: Shape, now: datetime) -> list[Missing]:
    return list(_missing(shape, now))


def keeps_draft(found: list[Missing]) -> bool:
    return any(one not in BETTER for one in found)


def _missing(shape: Shape, now: datetime) -> Iterator[Missing]:
    if not shape.title.strip():
        yield Missing.TITLE
    if shape.ends_at is None or shape.ends_at <= now:
        yield Missing.PAST
    if not shape.has_where:
        yield Missing.WHERE
    if not shape.types:
        yield Missing.TICKETS
    if shape.uncounted:
        yield Missing.ENTRANCE
    if not shape.has_summary:
        yield Missing.SUMMARY
    if not shape.has_picture:
        yield Missing.PICTURE
    if not shape.has_accessibility:
        yield Missing.ACCESSIBILITY
