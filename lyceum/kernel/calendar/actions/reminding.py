"""Reminders before an appointment, to each at the times that they chose, each once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.announcements import RemindersChosen
from lyceum.kernel.calendar.models import AgendaChoice, Appointment, AppointmentPerson, State
from lyceum.kernel.calendar.queries.appointment import coming_for
from lyceum.kernel.calendar.queries.availability import choice_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.notifications.actions.notifying import notify

MOST, FURTHEST = 5, 7 * 24 * 60
EARLY = timedelta(seconds=30)  # the queue's clock and ours may differ by as much


@transaction.atomic
def choose_reminders(caller: Caller, minutes: Iterable[int]) -> AgendaChoice:
    """Before each appointment, also those that are agreed already. None at all is a choice, too."""
    wanted = sorted(set(minutes), reverse=True)
    if len(wanted) > MOST or not all(0 < one <= FURTHEST for one in wanted):
        said = _("Choose at most %(most)s reminders, from one minute to seven days before.") % {"most": MOST}
        raise Invalid(said, fields={"minutes": [said]})
    choice = choice_of(caller, caller.person_id)
    if choice.reminders == wanted and not choice._state.adding:
        return choice
    choice.reminders = wanted
    choice.save()
    announce(caller, RemindersChosen(wanted))
    for appointment in coming_for(caller):
        _plan(appointment, caller.person_id, wanted)
    return choice


def plan_reminders(caller: Caller, appointment: Appointment) -> None:
    """In the transaction that gave the appointment its time. Those of a time before find that it has changed."""
    for place in AppointmentPerson.objects.filter(appointment=appointment):
        _plan(appointment, place.person_id, choice_of(caller, place.person_id).reminders)


@job()
def remind(organisation_id: UUID, appointment_id: UUID, person_id: UUID, minutes: int, starts_at: str) -> None:
    """Unless it was moved or cancelled since, or they no longer want to be told so early."""
    appointment = Appointment.objects.filter(id=appointment_id, state=State.ACCEPTED).first()
    if appointment is not None and appointment.starts_at == datetime.fromisoformat(starts_at):
        _remind(organisation_id, appointment, person_id, minutes)


def _remind(organisation_id: UUID, appointment: Appointment, person_id: UUID, minutes: int) -> None:
    assert appointment.starts_at
    begins, now = appointment.starts_at, timezone.now()
    due = [one for one in choice_of(Visitor(organisation_id), person_id).reminders if now >= _at(begins, one) - EARLY]
    if now >= begins or minutes != min(due, default=None):  # one that is late is overtaken by a nearer one
        return
    others = AppointmentPerson.objects.filter(appointment=appointment).exclude(person_id=person_id)
    notify(
        organisation_id,
        "calendar.reminder",
        [person_id],
        key=f"{appointment.id}:{int(begins.timestamp())}:{minutes}",
        path=inside("calendar:appointment", appointment.id),
        about={"title": appointment.title, "starts_at": begins.isoformat(), "minutes": minutes},
        subject_id=others.values_list("person_id", flat=True).first(),
    )


def _plan(appointment: Appointment, person_id: UUID, reminders: Iterable[int]) -> None:
    assert appointment.starts_at
    for minutes in reminders:
        at = _at(appointment.starts_at, minutes)
        if at > timezone.now():  # what would have been told before it was agreed is not told now
            remind.later(
                organisation_id=appointment.organisation_id,
                appointment_id=appointment.id,
                person_id=person_id,
                minutes=minutes,
                starts_at=appointment.starts_at.isoformat(),
                at=at,
            )


def _at(begins: datetime, minutes: int) -> datetime:
    return begins - timedelta(minutes=minutes)
