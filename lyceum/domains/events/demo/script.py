"""The season as it is written down (``season.toml``)."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ORGANISER, SLUG = "Holly Pemberton", "northside"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class EventScript:
    """``day``: days from today. ``motif``: of its picture. ``types``: tables of name, price, places and what is
    special of each. ``opened``: so many days ago its sale began (below nothing: it is yet to). ``sells``: how full it
    is to be on its day."""

    title: str
    summary: str
    motif: str
    text: str
    category: str
    language: str
    place: str
    day: int
    starts: str
    ends: str
    types: list[dict[str, Any]]
    currency: str = "EUR"
    accessible: list[str] = field(default_factory=list)
    codes: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    weekly: int = 0
    draft: bool = False
    opened: float = 40
    sells: float = 0.6


@cache
def season_script() -> tuple[dict[str, dict[str, Any]], tuple[EventScript, ...]]:
    """Places by their key, and the events."""
    told = tomllib.loads((_HERE / "season.toml").read_text())
    places = {one["key"]: {name: value for name, value in one.items() if name != "key"} for one in told["places"]}
    return places, tuple(EventScript(**one) for one in told["events"])
