"""When people are glad to be asked, and when both are free."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.models import AgendaChoice, AvailabilityHours, AwayDays, Busy
from lyceum.kernel.calendar.queries.agenda import true_times
from lyceum.kernel.calendar.rules.availability import Availability, Hours
from lyceum.kernel.calendar.rules.slot import LONGEST, SHORTEST, Span
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.messaging.queries.right import refuse_unless_may_open

MOST_OPENINGS = 300
LONGEST_LOOK = timedelta(days=31)


def member_to_meet(caller: Caller, person_id: UUID) -> Membership:
    """An active member whom the caller may ask for an appointment: one to whom they may write."""
    if person_id == caller.person_id:
        raise NotAllowed(_("An appointment takes two."))
    return refuse_unless_may_open(caller, person_id)


def choice_of(caller: Caller | Visitor, person_id: UUID) -> AgendaChoice:
    """An unsaved one with the usual values where they have said nothing yet."""
    found: AgendaChoice | None = AgendaChoice.objects.within(caller).filter(person_id=person_id).first()
    return found or AgendaChoice(organisation_id=_here(caller), person_id=person_id)


def availability_of(caller: Caller, person_id: UUID, zone: str) -> Availability:
    """``zone``: the time zone of that person. Three statements."""
    hours = AvailabilityHours.objects.within(caller).filter(person_id=person_id)
    away = AwayDays.objects.within(caller).filter(person_id=person_id)
    return Availability(
        zone,
        tuple(sorted(Hours(one.weekday, one.since, one.until) for one in hours)),
        tuple((one.first_on, one.last_on) for one in away),
        choice_of(caller, person_id).only_in_hours,
    )


def taken_by(
    caller: Caller, people: Iterable[UUID], since: datetime, until: datetime, *, but: UUID | None = None
) -> list[Span]:
    """The time that appointments take, the caller's own in every organisation. ``but``: not that of this one."""
    seen = Q(organisation_id=caller.organisation_id) | Q(person_id=caller.person_id)
    rows = Busy.objects.filter(seen, person_id__in=set(people), starts_at__lt=until, ends_at__gt=since)
    if but:
        rows = rows.exclude(appointment_id=but)
    return sorted(Span(one.starts_at, one.ends_at) for one in rows)


def openings_with(caller: Caller, person_id: UUID, since: datetime, until: datetime, length: timedelta) -> list[Span]:
    """When both are free, in the other's hours."""
    other = member_to_meet(caller, person_id)
    availability = availability_of(caller, person_id, other.person.time_zone)
    taken = taken_by(caller, [caller.person_id, person_id], since, until)
    return list(availability.openings(since, until, length, taken))[:MOST_OPENINGS]


def openings_in(caller: Caller, person_id: UUID, since: datetime, until: datetime, minutes: int) -> list[Span]:
    """The same as a program asks for it: refused where the stretch is too long, or the length makes no sense."""
    since, until = true_times(caller, since, until, LONGEST_LOOK)
    length = timedelta(minutes=max(-1, min(minutes, 10_000)))
    if not SHORTEST <= length <= LONGEST:
        raise Invalid(_("An appointment lasts from five minutes to eight hours."))
    return openings_with(caller, person_id, since, until, length)


def _here(caller: Caller | Visitor) -> UUID:
    if caller.organisation_id is None:
        raise LookupError("read within an organisation")
    return caller.organisation_id
