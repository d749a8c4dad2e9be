"""What one may be called, and in which language, zone and light one may see the pages."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zoneinfo import available_timezones

LONGEST_NAME = 120
THEMES = ("system", "light", "dark")


def faulty_fields(changes: Mapping[str, Any], languages: Collection[str]) -> Iterator[str]:
    """The names of the fields that cannot be so."""
    if "name" in changes and not 0 < len(str(changes["name"]).strip()) <= LONGEST_NAME:
        yield "name"
    if "language" in changes and changes["language"] not in languages:
        yield "language"
    if "time_zone" in changes and changes["time_zone"] not in available_timezones():
        yield "time_zone"
    if "theme" in changes and changes["theme"] not in THEMES:
        yield "theme"
