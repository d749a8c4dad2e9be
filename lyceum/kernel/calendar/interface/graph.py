from datetime import date, datetime, time
from uuid import UUID

import strawberry

from lyceum.kernel.calendar.actions import answering, availability, changing, feeding, proposing, reminding
from lyceum.kernel.calendar.interface.feed_address import feed_address
from lyceum.kernel.calendar.models import Appointment
from lyceum.kernel.calendar.models.appointment import VIDEO
from lyceum.kernel.calendar.queries.agenda import agenda_for
from lyceum.kernel.calendar.queries.appointment import appointment_for, appointments_for, coming_for, waiting_for
from lyceum.kernel.calendar.queries.availability import availability_of, choice_of, openings_in
from lyceum.kernel.calendar.queries.plan import plan_for
from lyceum.kernel.calendar.queries.shown import AppointmentView, PersonInIt, SlotView, TurnView, all_shown, shown
from lyceum.kernel.calendar.rules.availability import Availability, Hours
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.agenda import AgendaEntry, PlanBar
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER

strawberry.type(PersonInIt, name="AppointmentPerson")
strawberry.type(SlotView, name="AppointmentSlot")
strawberry.type(TurnView, name="AppointmentTurn")
strawberry.type(AppointmentView, name="Appointment")
strawberry.type(AgendaEntry, name="AgendaEntry")
strawberry.type(PlanBar, name="PlanBar")
MOST = 100


@strawberry.type
class Opening:
    starts_at: datetime
    ends_at: datetime


@strawberry.type
class AvailableHours:
    weekday: int
    since: time
    until: time


@strawberry.type
class Away:
    first_on: date
    last_on: date


@strawberry.type(name="Availability")
class AvailabilityType:
    """Monday is 0. ``onlyInHours``: other times are refused, not only warned of."""

    hours: list[AvailableHours]
    away: list[Away]
    only_in_hours: bool


@strawberry.input
class TimeInput:
    starts_at: datetime
    ends_at: datetime

    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


@strawberry.input
class AppointmentInput:
    """``place``: ``video``, or where in words. ``id``: your own UUIDv7, which makes a repeat harmless."""

    person_id: UUID
    title: str
    slots: list[TimeInput]
    place: str = VIDEO
    note: str = ""
    about_kind: str = ""
    about_id: UUID | None = None
    id: UUID | None = None


@strawberry.input
class HoursInput:
    weekday: int
    since: time
    until: time


@strawberry.input
class AwayInput:
    first_on: date
    last_on: date


@resolver(MEMBER)
def appointments(caller: Caller, limit: int = 20, after: UUID | None = None) -> list[AppointmentView]:
    rows = appointments_for(caller)
    return all_shown(caller, (rows.filter(id__lt=after) if after else rows)[: max(1, min(limit, MOST))])


@resolver(MEMBER)
def waiting_appointments(caller: Caller) -> list[AppointmentView]:
    return all_shown(caller, waiting_for(caller)[:MOST])


@resolver(MEMBER)
def coming_appointments(caller: Caller) -> list[AppointmentView]:
    return all_shown(caller, coming_for(caller)[:MOST])


@resolver(MEMBER)
def appointment(caller: Caller, id: UUID) -> AppointmentView:
    return shown(caller, appointment_for(caller, id))


@resolver(MEMBER)
def agenda(caller: Caller, since: datetime, until: datetime) -> list[AgendaEntry]:
    return agenda_for(caller, since, until)


@resolver(MEMBER)
def group_plan(caller: Caller, group_id: UUID) -> list[PlanBar]:
    return plan_for(caller, group_id)


@resolver(MEMBER)
def openings(caller: Caller, person_id: UUID, since: datetime, until: datetime, minutes: int = 30) -> list[Opening]:
    return [Opening(starts_at=s.starts, ends_at=s.ends) for s in openings_in(caller, person_id, since, until, minutes)]


@resolver(MEMBER)
def own_availability(caller: Caller) -> AvailabilityType:
    return _said(availability_of(caller, caller.person_id, caller.time_zone))


@resolver(MEMBER)
def reminders(caller: Caller) -> list[int]:
    found: list[int] = choice_of(caller, caller.person_id).reminders
    return found


@resolver(MEMBER)
def agenda_feed(caller: Caller) -> str:
    return feed_address(caller)


@resolver(MEMBER)
def propose_appointment(caller: Caller, appointment: AppointmentInput) -> AppointmentView:
    asked = proposing.Proposal(
        appointment.person_id,
        appointment.title,
        [slot.span() for slot in appointment.slots],
        appointment.place,
        appointment.note,
        appointment.about_kind,
        appointment.about_id,
    )
    return _shown(caller, proposing.propose(caller, appointment.id or new_identifier(), asked))


@resolver(MEMBER)
def accept_appointment(caller: Caller, id: UUID, slot_id: UUID) -> AppointmentView:
    return _shown(caller, answering.accept(caller, id, slot_id))


@resolver(MEMBER)
def decline_appointment(caller: Caller, id: UUID, words: str = "") -> AppointmentView:
    return _shown(caller, answering.decline(caller, id, words))


@resolver(MEMBER)
def propose_other_times(
    caller: Caller, id: UUID, slots: list[TimeInput], words: str = "", turn_id: UUID | None = None
) -> AppointmentView:
    spans = [slot.span() for slot in slots]
    return _shown(caller, changing.counter(caller, id, spans, words, turn_id=turn_id or new_identifier()))


@resolver(MEMBER)
def move_appointment(
    caller: Caller, id: UUID, starts_at: datetime, ends_at: datetime, words: str = ""
) -> AppointmentView:
    return _shown(caller, changing.reschedule(caller, id, starts_at, ends_at, words))


@resolver(MEMBER)
def cancel_appointment(caller: Caller, id: UUID, words: str = "") -> AppointmentView:
    return _shown(caller, changing.cancel(caller, id, words))


@resolver(MEMBER)
def set_availability(
    caller: Caller, hours: list[HoursInput], away: list[AwayInput], only_in_hours: bool = False
) -> AvailabilityType:
    week = availability.Week(
        [Hours(one.weekday, one.since, one.until) for one in hours],
        [(one.first_on, one.last_on) for one in away],
        only_in_hours,
    )
    return _said(availability.set_availability(caller, week))


@resolver(MEMBER)
def choose_reminders(caller: Caller, minutes: list[int]) -> list[int]:
    found: list[int] = reminding.choose_reminders(caller, minutes).reminders
    return found


@resolver(MEMBER)
def open_agenda_feed(caller: Caller) -> str:
    feeding.open_feed(caller)
    return feed_address(caller)


@resolver(MEMBER)
def close_agenda_feed(caller: Caller) -> bool:
    feeding.revoke_feed(caller)
    return True


@strawberry.type
class Query:
    appointments: list[AppointmentView] = strawberry.field(resolver=appointments, description="Newest first.")
    waiting_appointments: list[AppointmentView] = strawberry.field(resolver=waiting_appointments)
    coming_appointments: list[AppointmentView] = strawberry.field(resolver=coming_appointments)
    appointment: AppointmentView = strawberry.field(resolver=appointment)
    agenda: list[AgendaEntry] = strawberry.field(resolver=agenda, description="From every room, by your clock.")
    group_plan: list[PlanBar] = strawberry.field(resolver=group_plan)
    openings: list[Opening] = strawberry.field(resolver=openings, description="When both of you are free.")
    availability: AvailabilityType = strawberry.field(resolver=own_availability)
    reminders: list[int] = strawberry.field(resolver=reminders, description="Minutes before each appointment.")
    agenda_feed: str = strawberry.field(resolver=agenda_feed, description="Empty where none is open.")


@strawberry.type
class Mutation:
    propose_appointment: AppointmentView = strawberry.mutation(resolver=propose_appointment)
    accept_appointment: AppointmentView = strawberry.mutation(resolver=accept_appointment)
    decline_appointment: AppointmentView = strawberry.mutation(resolver=decline_appointment)
    propose_other_times: AppointmentView = strawberry.mutation(resolver=propose_other_times)
    move_appointment: AppointmentView = strawberry.mutation(resolver=move_appointment, description="By who leads it.")
    cancel_appointment: AppointmentView = strawberry.mutation(resolver=cancel_appointment)
    set_availability: AvailabilityType = strawberry.mutation(resolver=set_availability)
    choose_reminders: list[int] = strawberry.mutation(resolver=choose_reminders)
    open_agenda_feed: str = strawberry.mutation(resolver=open_agenda_feed)
    close_agenda_feed: bool = strawberry.mutation(resolver=close_agenda_feed)


def _shown(caller: Caller, appointment: Appointment) -> AppointmentView:
    return shown(caller, appointment_for(caller, appointment.id))


def _said(found: Availability) -> AvailabilityType:
    return AvailabilityType(
        hours=[AvailableHours(weekday=one.weekday, since=one.since, until=one.until) for one in found.hours],
        away=[Away(first_on=first, last_on=last) for first, last in found.away],
        only_in_hours=found.only_in_hours,
    )
