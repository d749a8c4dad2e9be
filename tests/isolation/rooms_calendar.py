"""Appointments of the insider with a student, hours, a feed: what the doors of the calendar are filled with."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from lyceum.kernel.calendar.models import (
    AgendaChoice,
    AgendaFeed,
    Appointment,
    AppointmentPerson,
    AvailabilityHours,
    AwayDays,
    Busy,
    Slot,
    State,
    Turn,
)
from lyceum.kernel.calendar.rules.feed import digest_of, token_of
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
ANSWERS = "calendar:acceptance calendar:refusal put_acceptance put_refusal"
ANSWERING = "acceptAppointment declineAppointment"
STANDING = "appointment proposeOtherTimes moveAppointment cancelAppointment"


def calendar(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id, wing.insider.person_id):
        asked, agreed = _appointment(wing, State.PROPOSED, 2), _appointment(wing, State.ACCEPTED, 3)
        slot = Slot.objects.get(appointment=asked)
        feed = _own_choices(wing)
    parts: dict[str, Any] = {"appointment_id": agreed.id, "remind.person_id": wing.insider.person_id}
    parts |= {f"{door}.appointment_id": asked.id for door in ANSWERS.split()}
    parts |= {f"{field}.id": asked.id for field in ANSWERING.split()}
    parts |= {f"{field}.id": agreed.id for field in STANDING.split()}
    parts |= {f"{door}.person_id": wing.student.person_id for door in ("calendar:new", "list_openings", "openings")}
    parts["calendar:feed_file.token"] = token_of(settings.SECRET_KEY, feed.id, feed.nonce)
    parts |= {"acceptAppointment.slot_id": slot.id, "remind.minutes": 15}
    parts["remind.starts_at"] = agreed.starts_at.isoformat() if agreed.starts_at else ""
    return parts, _values(wing, agreed, slot)


def _appointment(wing: Wing, state: State, days: int) -> Appointment:
    """Asked by the student, so that the insider may answer; led by the insider, who may move it."""
    starts, ends = (timezone.now() + timedelta(days=days, hours=hours) for hours in (0, 1))
    theirs = {"organisation": wing.organisation}
    is_agreed = state == State.ACCEPTED
    made = Appointment.objects.create(
        **theirs,
        proposer=wing.student.person,
        asker=None if is_agreed else wing.student.person,
        title=wing.own,
        note=wing.own,
        place=wing.own,
        state=state,
        starts_at=starts if is_agreed else None,
        ends_at=ends if is_agreed else None,
        changed_at=timezone.now(),
    )
    for member in (wing.insider, wing.student):
        place = AppointmentPerson(**theirs, appointment=made, person=member.person, leads=member is wing.insider)
        place.save()
        if is_agreed:
            Busy.objects.create(**theirs, appointment=made, person=member.person, starts_at=starts, ends_at=ends)
    Slot.objects.create(**theirs, appointment=made, proposed_by=wing.student.person, starts_at=starts, ends_at=ends)
    Turn.objects.create(**theirs, appointment=made, person=wing.student.person, act="propose", words=wing.own)
    return made


def _own_choices(wing: Wing) -> AgendaFeed:
    theirs = {"organisation": wing.organisation, "person": wing.insider.person}
    AvailabilityHours.objects.create(**theirs, weekday=0, since=time(9), until=time(12))
    AwayDays.objects.create(**theirs, first_on=date(2031, 5, 1), last_on=date(2031, 5, 2))
    AgendaChoice.objects.create(**theirs, reminders=[15])
    feed = AgendaFeed(**theirs)
    feed.token_digest = digest_of(token_of(settings.SECRET_KEY, feed.id, feed.nonce))
    feed.save()
    return feed


def _values(wing: Wing, agreed: Appointment, slot: Slot) -> dict[str, Any]:
    free = (timezone.now() + timedelta(days=5)).replace(second=0, microsecond=0)
    time_in = {"starts_at": free.isoformat(), "ends_at": (free + timedelta(hours=1)).isoformat()}
    values: dict[str, Any] = {"slot": str(slot.id), "slot_id": str(slot.id)}
    for door in ("calendar:new", "calendar:times"):
        values |= {f"{door}/slots": [f"{free.isoformat(timespec='minutes')}/30"], f"{door}/where": "video"}
        values |= {f"{door}/minutes": "30", f"{door}/id": lambda: str(new_identifier())}
    time_of_graph = {"startsAt": time_in["starts_at"], "endsAt": time_in["ends_at"]}
    for door in ("create_appointment", "post_times", "proposeAppointment", "proposeOtherTimes"):
        slots = [time_in if "_" in door else time_of_graph]
        values |= {f"{door}/slots": slots, f"{door}/person_id": str(wing.student.person_id)}
        values[f"{door}/id"] = lambda: str(new_identifier())
    for door in ("put_time", "moveAppointment"):
        values |= {f"{door}/{name}": value for name, value in time_in.items()}
    values |= {"calendar:time/starts_at": f"{timezone.localtime(free):%Y-%m-%dT%H:%M}", "calendar:time/minutes": "30"}
    for door in ("list_agenda", "list_openings", "agenda", "openings"):
        values |= {f"{door}/since": _at(0), f"{door}/until": _at(20), f"{door}/minutes": 30}
    values |= {"put_availability/hours": [], "put_availability/away": [], "setAvailability/hours": []}
    values |= {"setAvailability/away": [], "put_reminders/minutes": [15], "chooseReminders/minutes": [15]}
    dragged = {"key": f"calendar.appointment:{agreed.id}", "day": f"{free:%Y-%m-%d}", "start": "10:00", "end": "11:00"}
    values |= {f"calendar:move/{name}": value for name, value in dragged.items()}
    return values | {"calendar:reminders/minutes": ["15"], "show": "all"}


def _at(days: int) -> str:
    moment: datetime = timezone.now() + timedelta(days=days)
    return moment.isoformat()
