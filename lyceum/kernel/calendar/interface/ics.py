"""iCalendar (RFC 5545, RFC 5546): one appointment for a mail or a file, a whole agenda for a feed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from lyceum.kernel.calendar.models import Appointment, State
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.agenda import AgendaEntry
from lyceum.kernel.identity.models import Person

PRODUCT = "-//Lyceum//Lyceum//EN"


class Method(StrEnum):
    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def appointment_file(appointment: Appointment, slug: str, zone: str, method: Method) -> bytes:
    """An accepted appointment, or one that was. Of the same UID whenever it is sent; SEQUENCE says which is newer."""
    calendar = _calendar(method, f"{appointment.id}")
    calendar.add_component(_event(appointment, slug, ZoneInfo(zone), method))
    return _written(calendar)


def feed_file(feed_id: UUID, name: str, entries: Sequence[AgendaEntry], stamp: datetime) -> bytes:
    """The same bytes as long as the entries are the same. ``stamp``: when the feed was opened."""
    calendar = _calendar(Method.PUBLISH, f"{feed_id}")
    calendar.add("X-WR-CALNAME", name)
    for entry in entries:
        calendar.add_component(_entry(entry, stamp))
    return _written(calendar)


def _calendar(method: Method, uid: str) -> Calendar:
    return Calendar.new(prodid=PRODUCT, method=method.value, uid=uid, calscale="GREGORIAN")


def _event(appointment: Appointment, slug: str, zone: ZoneInfo, method: Method) -> Event:
    assert appointment.starts_at
    assert appointment.ends_at
    address = absolute(slug, inside("calendar:appointment", appointment.id))
    event = Event.new(
        uid=f"{appointment.id}@{_host()}",
        sequence=appointment.sequence,
        stamp=appointment.changed_at,
        start=appointment.starts_at.astimezone(zone),
        end=appointment.ends_at.astimezone(zone),
        summary=appointment.title,
        description="\n\n".join(part for part in (appointment.note, address) if part),
        location=_("Video call") if appointment.is_video else appointment.place,
        url=address,
    )
    event.add("status", "CANCELLED" if appointment.state == State.CANCELLED else "CONFIRMED")
    if method is not Method.PUBLISH:
        _invite(event, appointment)
    return event


def _invite(event: Event, appointment: Appointment) -> None:
    """Who leads stands as the organiser; without one a mail's reader takes no invitation."""
    people = [place.person for place in appointment.people.select_related("person").order_by("-leads", "id")]
    if people:
        event["ORGANIZER"] = _address(people[0])
    for person in people:
        event.add("attendee", _address(person, PARTSTAT="ACCEPTED", ROLE="REQ-PARTICIPANT"))


def _address(person: Person, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    for name, value in {"CN": str(person), **parameters}.items():
        address.params[name] = value
    return address


def _entry(entry: AgendaEntry, stamp: datetime) -> Event:
    starts: Any = entry.starts_at.date() if entry.all_day else entry.starts_at
    ends: Any = entry.ends_at.date() if entry.all_day else entry.ends_at
    address = settings.SITE_URL + entry.url if entry.url else None
    return Event.new(
        uid=f"{entry.key.replace(':', '.')}@{_host()}",
        stamp=stamp,
        start=starts,
        end=ends,
        summary=entry.title,
        description="\n\n".join(part for part in (entry.detail, address) if part) or None,
        url=address,
    )


def _written(calendar: Calendar) -> bytes:
    """With the time zones that it names, for the years that it speaks of."""
    years = list(_years(calendar.events))
    if years:
        calendar.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


def _years(events: Iterable[Event]) -> Iterable[int]:
    for event in events:
        yield event.start.year
        yield event.end.year


def _host() -> str:
    return settings.SITE_URL.partition("//")[2].partition("/")[0].partition(":")[0]
