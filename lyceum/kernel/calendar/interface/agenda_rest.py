"""The agenda, plans of groups, hours, reminders, the private feed."""

from datetime import date, datetime, time
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.calendar.actions.availability import Week, set_availability
from lyceum.kernel.calendar.actions.feeding import open_feed, revoke_feed
from lyceum.kernel.calendar.actions.reminding import choose_reminders
from lyceum.kernel.calendar.interface.feed_address import feed_address
from lyceum.kernel.calendar.queries.agenda import agenda_for
from lyceum.kernel.calendar.queries.availability import availability_of, choice_of, openings_in
from lyceum.kernel.calendar.queries.plan import plan_for
from lyceum.kernel.calendar.rules.availability import Availability, Hours
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.agenda import AgendaEntry, PlanBar
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER

router = Router()


class HoursView(Schema):
    """By the clock of your time zone; Monday is 0. ``until`` is exclusive; midnight is the end of the day."""

    weekday: int
    since: time
    until: time


class AwayView(Schema):
    """The last day is included."""

    first_on: date
    last_on: date


class AvailabilityView(Schema):
    """``only_in_hours``: other times are refused, not only warned of."""

    hours: list[HoursView] = []
    away: list[AwayView] = []
    only_in_hours: bool = False


class RemindersView(Schema):
    """Minutes before each appointment."""

    minutes: list[int]


class OpeningView(Schema):
    starts_at: datetime
    ends_at: datetime


class FeedView(Schema):
    """Empty where no feed is open."""

    address: str


@router.get("/agenda", response=list[AgendaEntry])
@operation(MEMBER)
def list_agenda(caller: Caller, request: HttpRequest, since: datetime, until: datetime) -> list[AgendaEntry]:
    """By the order of time, from every room, by your clock; of at most 500 days."""
    return agenda_for(caller, since, until)


@router.get("/groups/{uuid:group_id}/plan", response=list[PlanBar])
@operation(MEMBER)
def list_plan(caller: Caller, request: HttpRequest, group_id: UUID) -> list[PlanBar]:
    """Bars over time: steps of the group's paths, what they wait for, how far they are."""
    return plan_for(caller, group_id)


@router.get("/members/{uuid:person_id}/openings", response=list[OpeningView])
@operation(MEMBER)
def list_openings(
    caller: Caller, request: HttpRequest, person_id: UUID, since: datetime, until: datetime, minutes: int = 30
) -> list[dict[str, datetime]]:
    """When both of you are free, in their hours; of at most 31 days."""
    found = openings_in(caller, person_id, since, until, minutes)
    return [{"starts_at": one.starts, "ends_at": one.ends} for one in found]


@router.get("/availability", response=AvailabilityView)
@operation(MEMBER)
def show_availability(caller: Caller, request: HttpRequest) -> AvailabilityView:
    return _availability(availability_of(caller, caller.person_id, caller.time_zone))


@router.put("/availability", response=AvailabilityView)
@operation(MEMBER)
def put_availability(caller: Caller, request: HttpRequest, body: AvailabilityView) -> AvailabilityView:
    """In the place of all that was said before."""
    hours = [Hours(one.weekday, one.since, one.until) for one in body.hours]
    away = [(one.first_on, one.last_on) for one in body.away]
    return _availability(set_availability(caller, Week(hours, away, body.only_in_hours)))


@router.get("/reminders", response=RemindersView)
@operation(MEMBER)
def show_reminders(caller: Caller, request: HttpRequest) -> dict[str, list[int]]:
    return {"minutes": choice_of(caller, caller.person_id).reminders}


@router.put("/reminders", response=RemindersView)
@operation(MEMBER)
def put_reminders(caller: Caller, request: HttpRequest, body: RemindersView) -> dict[str, list[int]]:
    return {"minutes": choose_reminders(caller, body.minutes).reminders}


@router.get("/agenda/feed", response=FeedView)
@operation(MEMBER)
def show_feed(caller: Caller, request: HttpRequest) -> dict[str, str]:
    return {"address": feed_address(caller)}


@router.put("/agenda/feed", response=FeedView)
@operation(MEMBER)
def put_feed(caller: Caller, request: HttpRequest) -> dict[str, str]:
    """Opened, unless it is. Whoever holds the address reads your agenda of this organisation."""
    open_feed(caller)
    return {"address": feed_address(caller)}


@router.delete("/agenda/feed", response=FeedView)
@operation(MEMBER)
def delete_feed(caller: Caller, request: HttpRequest) -> dict[str, str]:
    revoke_feed(caller)
    return {"address": ""}


def _availability(said: Availability) -> AvailabilityView:
    return AvailabilityView(
        hours=[HoursView(weekday=one.weekday, since=one.since, until=one.until) for one in said.hours],
        away=[AwayView(first_on=first, last_on=last) for first, last in said.away],
        only_in_hours=said.only_in_hours,
    )
