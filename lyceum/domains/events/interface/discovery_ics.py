"""A search for calendars (RFC 5545): what it finds now, whenever the calendar looks again."""

from datetime import date, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from lyceum.domains.events.interface.shop.ics import PRODUCT
from lyceum.domains.events.queries.discovery_shown import FoundEventView


def calendar_of(found: list[FoundEventView], name: str) -> bytes:
    """The entries have the UIDs of the events' own files, so that none stands twice in a calendar."""
    calendar = Calendar.new(
        prodid=PRODUCT, method="PUBLISH", calscale="GREGORIAN", name=name, refresh_interval=timedelta(hours=6)
    )
    timed = [one for one in found if one.starts_at and one.ends_at]
    for one in timed:
        calendar.add_component(_entry(one))
    if years := [moment.year for one in timed for moment in (one.starts_at, one.ends_at) if moment]:
        calendar.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


def _entry(one: FoundEventView) -> Entry:
    zone = ZoneInfo(one.time_zone or "UTC")
    assert one.starts_at
    assert one.ends_at
    entry = Entry.new(
        uid=f"{one.id}@{urlsplit(settings.SITE_URL).hostname}",
        start=one.starts_at.astimezone(zone),
        end=one.ends_at.astimezone(zone),
        summary=one.title,
        description="\n\n".join(part for part in (one.text, one.organiser, one.url) if part),
        url=one.url,
    )
    if one.latitude is not None and one.longitude is not None:
        entry.add("geo", (one.latitude, one.longitude))
    return entry
