"""Another date, or none yet, for what is sold already: what makes sense, and for how long one may give back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_DAYS, MOST_DAYS = 1, 90


@dataclass(frozen=True, slots=True)
class Standing:
    """Of an event, before it moves. ``state``: as its row says it."""

    state: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class NewDate:
    """``starts_at`` None: to come. ``ends_at`` None: it lasts as long as it would have."""

    starts_at: datetime | None
    ends_at: datetime | None
    days: int


def ending_of(was: Standing, new: NewDate) -> datetime | None:
    if new.starts_at is None:
        return None
    return new.ends_at or new.starts_at + (was.ends_at - was.starts_at)


def giving_back_until(new: NewDate, now: datetime) -> datetime:
    """Not beyond the start: who has come has come."""
    until = now + timedelta(days=new.days)
    return until if new.starts_at is None else min(until, new.starts_at)


def fault_of(was: Standing, new: NewDate, now: datetime) -> str:
    """draft · called_off · over · same · nothing_new · past · ends_before · days; empty where it makes sense."""
    if was.state in ("draft", "cancelled"):
        return "draft" if was.state == "draft" else "called_off"
    if was.state == "published" and was.starts_at <= now:
        return "over"
    if not LEAST_DAYS <= new.days <= MOST_DAYS:
        return "days"
    ends = ending_of(was, new)
    if new.starts_at is None or ends is None:
        return "nothing_new" if was.state == "postponed" else ""
    if new.starts_at <= now:
        return "past"
    if ends <= new.starts_at:
        return "ends_before"
    return "same" if was.state == "published" and (new.starts_at, ends) == (was.starts_at, was.ends_at) else ""
