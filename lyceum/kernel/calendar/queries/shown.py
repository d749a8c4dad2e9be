"""An appointment as one of the two sees it: what every door answers with."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from lyceum.kernel.calendar.models import Answer, Appointment, AppointmentPerson, State
from lyceum.kernel.calendar.queries.agenda import sides_of
from lyceum.kernel.calendar.queries.availability import availability_of
from lyceum.kernel.calendar.rules.appointment import Act, Standing, acts_for
from lyceum.kernel.calendar.rules.appointment import State as Stage
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.queries.room import room_about

DOORS_OPEN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class PersonInIt:
    """``person_id`` is None and the name empty once they are erased."""

    person_id: UUID | None
    name: str
    leads: bool
    answer: str
    portrait_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SlotView:
    """``is_outside``: of the hours of whoever is asked; told in ``shown``, not in lists."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    is_past: bool = False
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class TurnView:
    """``act``: propose, counter, accept, decline, move or cancel."""

    act: str
    person: str
    at: datetime
    words: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """``slots``: the times that stand open. ``acts``: what the caller may do now. ``about``: shown as a card."""

    id: UUID
    title: str
    note: str
    state: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    is_video: bool
    sequence: int
    other: PersonInIt
    leads: bool
    waits_for_me: bool
    is_over: bool
    acts: list[str]
    slots: list[SlotView]
    joins_from: datetime | None
    may_join: bool
    call_url: str = ""  # in ``shown``: the page of its call, whose door opens ten minutes before
    history: list[TurnView] = field(default_factory=list)


def shown(caller: Caller, appointment: Appointment) -> AppointmentView:
    """With its history, where ``appointment_for`` fetched it."""
    view = _view(caller, appointment, _history(appointment))
    if view.joins_from:
        view = replace(view, call_url=_call_url(caller, appointment))
    asked = next((one.person for one in appointment.people.all() if one.person_id != appointment.asker_id), None)
    if asked is None or not view.slots:
        return view
    hours = availability_of(caller, asked.id, asked.time_zone)
    slots = [replace(slot, is_outside=not hours.holds(Span(slot.starts_at, slot.ends_at))) for slot in view.slots]
    return replace(view, slots=slots)


def all_shown(caller: Caller, appointments: Iterable[Appointment]) -> list[AppointmentView]:
    """Without their histories: as many statements, however many."""
    return [_view(caller, appointment, []) for appointment in appointments]


def about_card(caller: Caller, appointment: Appointment) -> Card | None:
    """What it is about, if the caller may see that."""
    if not appointment.about_id:
        return None
    return registry.card_of(caller, appointment.about_kind, appointment.about_id)


def standing_of(caller: Caller, appointment: Appointment) -> Standing:
    """As the rules take it."""
    return Standing(Stage(appointment.state), appointment.asker_id, appointment.round, appointment.sequence)


def _call_url(caller: Caller, appointment: Appointment) -> str:
    room = room_about(caller, "calendar:appointment", appointment.id)
    return reverse("video:call", args=[room.code]) if room else ""


def _view(caller: Caller, appointment: Appointment, history: list[TurnView]) -> AppointmentView:
    me, other = sides_of(caller, appointment)
    standing, now = standing_of(caller, appointment), timezone.now()
    is_over = bool(appointment.state == State.ACCEPTED and appointment.ends_at and appointment.ends_at <= now)
    acts = acts_for(standing, caller.person_id, leads=me.leads) if other and not is_over else frozenset()
    stands = appointment.state == State.ACCEPTED and appointment.is_video
    joins_from = appointment.starts_at - DOORS_OPEN if stands and appointment.starts_at else None
    return AppointmentView(
        id=appointment.id,
        title=appointment.title,
        note=appointment.note,
        state=str(appointment.state),
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        place=appointment.place,
        is_video=appointment.is_video,
        sequence=appointment.sequence,
        other=_person(other),
        leads=me.leads,
        waits_for_me=Act.ACCEPT in acts,
        is_over=is_over,
        acts=sorted(acts),
        slots=_open_slots(appointment),
        joins_from=joins_from,
        may_join=bool(joins_from and joins_from <= now and not is_over),
        history=history,
    )


def _open_slots(appointment: Appointment) -> list[SlotView]:
    if appointment.asker_id is None:
        return []
    rows = (slot for slot in appointment.slots.all() if slot.round == appointment.round)
    now = timezone.now()
    return [SlotView(slot.id, slot.starts_at, slot.ends_at, slot.starts_at <= now) for slot in rows]


def _person(place: AppointmentPerson | None) -> PersonInIt:
    if place is None:
        return PersonInIt(None, "", False, Answer.NO)
    return PersonInIt(place.person_id, str(place.person), place.leads, str(place.answer), place.person.portrait_id)


def _history(appointment: Appointment) -> list[TurnView]:
    return [
        TurnView(one.act, str(one.person or ""), one.created_at, one.words, one.starts_at, one.ends_at)
        for one in appointment.turns.all()
    ]
