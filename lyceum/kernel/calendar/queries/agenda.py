"""What stands in the caller's agenda: what every room gives, in the order of time, by the caller's own clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.models import Appointment, AppointmentPerson, State
from lyceum.kernel.calendar.queries.appointment import STANDING, appointments_for
from lyceum.kernel.calendar.rules.slot import true_moment
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.agenda import AgendaEntry
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.refusal import Invalid

LONGEST = timedelta(days=500)  # of one asking


@dataclass(frozen=True, slots=True)
class AgendaDay:
    day: date
    entries: tuple[AgendaEntry, ...]


def agenda_for(caller: Caller, since: datetime, until: datetime) -> list[AgendaEntry]:
    """All that begins before ``until`` and ends after ``since``; those of whole days first in their day."""
    since, until = true_times(caller, since, until, LONGEST)
    zone = ZoneInfo(caller.time_zone)
    found = (_by_clock(entry, zone) for entry in registry.agenda_of(caller, since, until))
    inside = (entry for entry in found if entry.starts_at < until and entry.ends_at > since)
    return sorted(inside, key=_order)


def true_times(caller: Caller, since: datetime, until: datetime, longest: timedelta) -> tuple[datetime, datetime]:
    """In UTC; without a zone by the caller's clock. Raises Invalid where they are no stretch of at most ``longest``."""
    try:
        since, until = (true_moment(moment, caller.time_zone) for moment in (since, until))
    except ValueError as fault:
        raise Invalid(_("This time lies beyond all calendars.")) from fault
    if not timedelta() < until - since <= longest:
        said = _("Ask for at most %(days)s days, and for an end after the beginning.") % {"days": longest.days}
        raise Invalid(said, fields={"until": [said]})
    return since, until


def by_day(caller: Caller, entries: Sequence[AgendaEntry], since: date, until: date) -> list[AgendaDay]:
    """Each day that has something; what lasts for days stands in each of them. ``until`` is exclusive."""
    days = (since + timedelta(days=n) for n in range((until - since).days))
    found = (AgendaDay(day, tuple(one for one in entries if _touches(caller, one, day))) for day in days)
    return [day for day in found if day.entries]


def midnight(caller: Individual, day: date) -> datetime:
    """The day's beginning by the caller's clock."""
    return datetime.combine(day, time(), ZoneInfo(caller.time_zone))


def own_appointments(caller: Caller, since: datetime, until: datetime) -> Iterator[AgendaEntry]:
    """Accepted ones, and what the caller is asked for. Two statements more than the rows."""
    standing = appointments_for(caller).filter(state__in=STANDING)
    accepted = standing.filter(state=State.ACCEPTED, starts_at__lt=until, ends_at__gt=since)
    for appointment in accepted.order_by("starts_at"):
        yield _accepted(caller, appointment)
    for appointment in standing.filter(
        state=State.PROPOSED, slots__starts_at__lt=until, slots__ends_at__gt=since
    ).distinct():
        yield from _proposed(caller, appointment, since, until)


def _accepted(caller: Caller, appointment: Appointment) -> AgendaEntry:
    assert appointment.starts_at
    assert appointment.ends_at
    me, other = sides_of(caller, appointment)
    return AgendaEntry(
        key=f"calendar.appointment:{appointment.id}",
        title=appointment.title,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        url=reverse("calendar:appointment", args=[appointment.id]),
        icon="video" if appointment.is_video else "map-pin",
        detail=_with(other, appointment),
        movable=me.leads,
        tone="primary",
    )


def _proposed(caller: Caller, appointment: Appointment, since: datetime, until: datetime) -> Iterator[AgendaEntry]:
    _me, other = sides_of(caller, appointment)
    asks = appointment.asker_id != caller.person_id
    for slot in appointment.slots.all():
        if slot.round == appointment.round and slot.starts_at < until and slot.ends_at > since:
            yield AgendaEntry(
                key=f"calendar.slot:{slot.id}",
                title=_("Proposed: %(title)s") % {"title": appointment.title},
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                url=reverse("calendar:appointment", args=[appointment.id]),
                icon="circle-help",
                detail=_("Waits for your answer") if asks else _with(other, appointment),
                tone="warning",
            )


def sides_of(caller: Caller, appointment: Appointment) -> tuple[AppointmentPerson, AppointmentPerson | None]:
    """(the caller's place, the other's; none once they are erased). Reads what ``appointments_for`` fetched."""
    people = list(appointment.people.all())
    me = next(one for one in people if one.person_id == caller.person_id)
    return me, next((one for one in people if one is not me), None)


def _with(other: AppointmentPerson | None, appointment: Appointment) -> str:
    name = str(other.person) if other else _("a former member")
    said = _("With %(person)s") % {"person": name}
    return said if appointment.is_video else f"{said} · {appointment.place}"


def _order(entry: AgendaEntry) -> tuple[float, bool, float, str, str]:
    """By true time: two moments of the hour that a clock shows twice would compare as equal."""
    return entry.starts_at.timestamp(), not entry.all_day, entry.ends_at.timestamp(), entry.title, entry.key


def _by_clock(entry: AgendaEntry, zone: ZoneInfo) -> AgendaEntry:
    return replace(entry, starts_at=entry.starts_at.astimezone(zone), ends_at=entry.ends_at.astimezone(zone))


def _touches(caller: Caller, entry: AgendaEntry, day: date) -> bool:
    begins, ends = midnight(caller, day), midnight(caller, day + timedelta(days=1))
    return entry.starts_at < ends and (entry.ends_at > begins or entry.starts_at >= begins)
