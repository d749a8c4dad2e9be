"""Appointments, hours and feeds: of one organisation, and one's own where it says so."""

from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db.models import Model

from lyceum.kernel.calendar.actions.availability import Week, set_availability
from lyceum.kernel.calendar.actions.feeding import note_feed_read
from lyceum.kernel.calendar.actions.holding import _whose, free_time
from lyceum.kernel.calendar.actions.proposing import _proposed_before
from lyceum.kernel.calendar.models import (
    AgendaChoice,
    AgendaFeed,
    Appointment,
    AppointmentPerson,
    AvailabilityHours,
    AwayDays,
    Busy,
)
from lyceum.kernel.calendar.queries.appointment import appointment_to_change
from lyceum.kernel.calendar.queries.availability import availability_of, choice_of
from lyceum.kernel.calendar.queries.feed import feed_at, open_feed_of
from lyceum.kernel.calendar.queries.people import people_to_meet
from lyceum.kernel.calendar.rules.feed import token_of
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import GroupMembership
from lyceum.kernel.identity.tests.factories import caller_of
from tests.isolation.fabric import undone
from tests.isolation.house import Wing
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def _agreed(samples: Samples) -> Appointment:
    found: Appointment = Appointment.objects.get(id=samples.parts["appointment_id"])
    return found


def _feed(wing: Wing) -> AgendaFeed:
    found: AgendaFeed = AgendaFeed.objects.get(organisation=wing.organisation)
    return found


def _with_feed(samples: Samples) -> tuple[Caller, AgendaFeed]:
    return insider(samples), _feed(samples.house.here)


def _is_noted(asked: tuple[Caller, AgendaFeed]) -> bool:
    note_feed_read(*asked)
    return bool(AgendaFeed.objects.filter(id=asked[1].id, read_at__isnull=False).exists())


def _is_led(caller: Caller) -> None:
    GroupMembership.objects.filter(group_id__in=caller.group_ids).update(leads=True)


_HERE = "calendar.queries."
apart("calendar.actions.feeding.note_feed_read", _with_feed, _is_noted, moved=(AgendaFeed,), given=(AgendaFeed,))
apart(_HERE + "feed.open_feed_of", insider, open_feed_of, moved=(AgendaFeed,), given=(AgendaFeed,))
apart(
    _HERE + "availability.choice_of",
    insider,
    lambda caller: choice_of(caller, caller.person_id).reminders,
    moved=(AgendaChoice,),
)
apart(
    _HERE + "availability.availability_of",
    insider,
    lambda caller: availability_of(caller, caller.person_id, "UTC"),
    moved=(AvailabilityHours, AwayDays),
)
apart(
    _HERE + "people.people_to_meet",
    insider,
    lambda caller: [(each.id, each.is_near) for each in people_to_meet(caller)],
    moved=(GroupMembership,),
    first=_is_led,
)


@probe("calendar.actions.availability.set_availability")
def what_was_said_elsewhere_or_by_somebody_else_stays(samples: Samples) -> None:
    house = samples.house
    kept = [
        _said(model, organisation=wing.organisation, person=member.person)
        for wing, member in ((house.abroad, house.here.insider), (house.here, house.here.colleague))
        for model in (AvailabilityHours, AwayDays)
    ]
    set_availability(insider(samples), Week())
    assert all(type(row)._base_manager.filter(pk=row.pk).exists() for row in kept)
    assert not AvailabilityHours.objects.within(insider(samples)).own(insider(samples)).exists()


def _said(model: type[Model], **whose: Any) -> Model:
    hours = {"weekday": 1, "since": time(9), "until": time(10)}
    days = {"first_on": date(2031, 6, 1), "last_on": date(2031, 6, 2)}
    row: Model = model._base_manager.create(**whose, **(hours if model is AvailabilityHours else days))
    return row


@probe("calendar.actions.holding.free_time")
def time_that_is_taken_elsewhere_stays_taken(samples: Samples) -> None:
    agreed = _agreed(samples)
    moved = Busy.objects.filter(appointment=agreed, person=samples.house.here.student.person)
    moved.update(organisation=samples.house.abroad.organisation)
    free_time(insider(samples), agreed)
    left = Busy.objects.filter(appointment=agreed)
    assert [row.person_id for row in left] == [samples.house.here.student.person_id]


@probe("calendar.actions.holding._whose")
def it_is_the_other_who_is_busy(samples: Samples) -> None:
    caller, agreed = insider(samples), _agreed(samples)
    Busy.objects.filter(person_id=caller.person_id).delete()
    assert agreed.starts_at
    assert agreed.ends_at
    people = list(AppointmentPerson.objects.filter(appointment=agreed))
    said = _whose(caller, people, Span(agreed.starts_at, agreed.ends_at))
    assert str(samples.house.here.student.person) in said


@probe("calendar.actions.proposing._proposed_before")
def a_repeat_is_of_ones_own_proposal(samples: Samples) -> None:
    house, caller, agreed = samples.house, insider(samples), _agreed(samples)
    rows = Appointment.objects.filter(id=agreed.id)
    assert _proposed_before(caller, agreed.id) is None  # the student proposed it
    rows.update(proposer=house.here.insider.person)
    assert _proposed_before(caller, agreed.id) == agreed
    rows.update(organisation=house.abroad.organisation)
    assert _proposed_before(caller, agreed.id) is None


@probe("calendar.queries.appointment.appointment_to_change")
def one_changes_an_appointment_of_ones_own(samples: Samples) -> None:
    house, agreed = samples.house, _agreed(samples)
    assert appointment_to_change(insider(samples), agreed.id) == agreed
    _is_not_there(caller_of(house.here.colleague), agreed.id)
    Appointment.objects.filter(id=agreed.id).update(organisation=house.abroad.organisation)
    _is_not_there(insider(samples), agreed.id)


def _is_not_there(caller: Caller, appointment_id: UUID) -> None:
    with pytest.raises(NotFound):
        appointment_to_change(caller, appointment_id)


@probe("calendar.queries.feed.feed_at")
def a_secret_opens_the_feed_of_its_own_organisation(samples: Samples) -> None:
    house = samples.house
    for wing, is_open in ((house.abroad, False), (house.here, True)):
        feed = _feed(wing)
        with undone():
            found = feed_at(insider(samples), token_of(settings.SECRET_KEY, feed.id, feed.nonce))
        assert (found is not None) is is_open
