"""Appointments. What stands beside them (agenda, hours, reminders, feed) is in ``agenda_rest.py``."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.calendar.actions.answering import accept, decline
from lyceum.kernel.calendar.actions.changing import cancel, counter, reschedule
from lyceum.kernel.calendar.actions.proposing import Proposal, propose
from lyceum.kernel.calendar.interface.agenda_rest import router as agenda_router
from lyceum.kernel.calendar.models import Appointment
from lyceum.kernel.calendar.models.appointment import VIDEO
from lyceum.kernel.calendar.queries.appointment import (
    appointment_for,
    appointments_for,
    coming_for,
    past_for,
    waiting_for,
)
from lyceum.kernel.calendar.queries.shown import AppointmentView, all_shown, shown
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER

router = Router()
router.add_router("", agenda_router)
LISTS = {"all": appointments_for, "waiting": waiting_for, "coming": coming_for, "past": past_for}


class TimeIn(Schema):
    """``ends_at`` is exclusive. A time without a zone is meant by your own clock."""

    starts_at: datetime
    ends_at: datetime

    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


class AppointmentIn(Schema):
    """``place``: ``video``, or where in words. ``id``: your own UUIDv7, which makes a repeat harmless."""

    person_id: UUID
    title: str
    slots: list[TimeIn]
    place: str = VIDEO
    note: str = ""
    about_kind: str = ""
    about_id: UUID | None = None
    id: UUID | None = None

    def proposal(self) -> Proposal:
        slots = [slot.span() for slot in self.slots]
        return Proposal(self.person_id, self.title, slots, self.place, self.note, self.about_kind, self.about_id)


class SlotChoiceIn(Schema):
    slot_id: UUID


class WordsIn(Schema):
    words: str = ""


class TimesIn(WordsIn):
    """``id``: your own UUIDv7, which makes a repeat harmless."""

    slots: list[TimeIn]
    id: UUID | None = None


class MoveIn(WordsIn, TimeIn):
    pass


class AppointmentPage(Schema):
    items: list[AppointmentView]
    next: UUID | None


@router.get("/appointments", response=AppointmentPage)
@operation(MEMBER)
def list_appointments(
    caller: Caller,
    request: HttpRequest,
    show: Literal["all", "waiting", "coming", "past"] = "all",
    after: UUID | None = None,
    limit: int = 20,
) -> dict[str, object]:
    """Newest first, without their histories."""
    found = page_of(LISTS[show](caller), after=after, limit=limit, show=lambda row: row)
    return {"items": all_shown(caller, found["items"]), "next": found["next"]}


@router.post("/appointments", response={201: AppointmentView})
@operation(MEMBER)
def create_appointment(caller: Caller, request: HttpRequest, body: AppointmentIn) -> Status[AppointmentView]:
    """Proposed: the other accepts one of the times."""
    return Status(201, _shown(caller, propose(caller, body.id or new_identifier(), body.proposal())))


@router.get("/appointments/{uuid:appointment_id}", response=AppointmentView)
@operation(MEMBER)
def show_appointment(caller: Caller, request: HttpRequest, appointment_id: UUID) -> AppointmentView:
    return shown(caller, appointment_for(caller, appointment_id))


@router.put("/appointments/{uuid:appointment_id}/acceptance", response=AppointmentView)
@operation(MEMBER)
def put_acceptance(caller: Caller, request: HttpRequest, appointment_id: UUID, body: SlotChoiceIn) -> AppointmentView:
    return _shown(caller, accept(caller, appointment_id, body.slot_id))


@router.put("/appointments/{uuid:appointment_id}/refusal", response=AppointmentView)
@operation(MEMBER)
def put_refusal(caller: Caller, request: HttpRequest, appointment_id: UUID, body: WordsIn) -> AppointmentView:
    """Of the times that stand open; an accepted appointment stays at its own."""
    return _shown(caller, decline(caller, appointment_id, body.words))


@router.post("/appointments/{uuid:appointment_id}/times", response=AppointmentView)
@operation(MEMBER)
def post_times(caller: Caller, request: HttpRequest, appointment_id: UUID, body: TimesIn) -> AppointmentView:
    """Other times, for the other to answer."""
    slots = [slot.span() for slot in body.slots]
    return _shown(caller, counter(caller, appointment_id, slots, body.words, turn_id=body.id or new_identifier()))


@router.put("/appointments/{uuid:appointment_id}/time", response=AppointmentView)
@operation(MEMBER)
def put_time(caller: Caller, request: HttpRequest, appointment_id: UUID, body: MoveIn) -> AppointmentView:
    """Moved at once, by who leads it."""
    return _shown(caller, reschedule(caller, appointment_id, body.starts_at, body.ends_at, body.words))


@router.put("/appointments/{uuid:appointment_id}/cancellation", response=AppointmentView)
@operation(MEMBER)
def put_cancellation(caller: Caller, request: HttpRequest, appointment_id: UUID, body: WordsIn) -> AppointmentView:
    return _shown(caller, cancel(caller, appointment_id, body.words))


def _shown(caller: Caller, appointment: Appointment) -> AppointmentView:
    return shown(caller, appointment_for(caller, appointment.id))
