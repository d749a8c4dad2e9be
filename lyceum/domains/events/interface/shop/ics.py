"""iCalendar (RFC 5545): one event, and an organisation's whole programme; of the same UID whenever it is taken."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from lyceum.domains.events.models import Event, EventState
from lyceum.domains.events.queries.words import place_lines
from lyceum.kernel.foundation.addresses import absolute, inside

PRODUCT = "-//Lyceum//Lyceum//EN"
TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
_STATES = {EventState.CANCELLED: "CANCELLED", EventState.POSTPONED: "TENTATIVE"}


def calendar_file(events: Sequence[Event], name: str = "", link: str = "") -> bytes:
    """``link``: what stands with a single event in place of its public page, for whoever has a ticket."""
    calendar = Calendar.new(prodid=PRODUCT, method="PUBLISH", calscale="GREGORIAN", name=name or None)
    for event in events:
        calendar.add_component(_entry(event, link))
    if years := list(_years(events)):
        calendar.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


def _entry(event: Event, link: str) -> Entry:
    zone = ZoneInfo(event.time_zone)
    address = link or absolute(event.organisation.slug, inside("events:event", event.slug))
    entry = Entry.new(
        uid=f"{event.id}@{urlsplit(settings.SITE_URL).hostname}",
        sequence=event.edition,
        stamp=event.published_at or event.created_at,
        start=event.starts_at.astimezone(zone),
        end=event.ends_at.astimezone(zone),
        summary=event.title,
        description="\n\n".join(part for part in (event.summary, address) if part),
        location=", ".join(part for part in place_lines(event) if part),
        url=address,
    )
    entry.add("status", _STATES.get(EventState(event.state), "CONFIRMED"))
    if event.place and event.place.latitude is not None and event.place.longitude is not None:
        entry.add("geo", (event.place.latitude, event.place.longitude))
    return entry


def _years(events: Iterable[Event]) -> Iterable[int]:
    for event in events:
        yield event.starts_at.year
        yield event.ends_at.year
