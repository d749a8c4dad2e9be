"""Propose other times, move at once, cancel."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.answering import LONGEST_WORDS
from lyceum.kernel.calendar.actions.holding import call_off, hold_time
from lyceum.kernel.calendar.actions.proposing import checked_slots, offer
from lyceum.kernel.calendar.actions.turning import take_turn
from lyceum.kernel.calendar.announcements import AppointmentCancelled, AppointmentCountered, AppointmentMoved
from lyceum.kernel.calendar.models import Appointment, AppointmentPerson, State, Turn
from lyceum.kernel.calendar.queries.appointment import appointment_to_change
from lyceum.kernel.calendar.rules.appointment import Act
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.queries.membership import members_of


@transaction.atomic
def counter(
    caller: Caller, appointment_id: UUID, slots: Sequence[Span], words: str = "", *, turn_id: UUID
) -> Appointment:
    """Other times instead of those that stand open. ``turn_id``: the client's; a repeat changes nothing."""
    appointment = appointment_to_change(caller, appointment_id)
    if Turn.objects.filter(appointment=appointment, id=turn_id).exists():
        return appointment
    _refuse_over(appointment)
    times = checked_slots(caller, other_member(caller, appointment), slots, but=appointment.id)
    take_turn(caller, appointment, Act.COUNTER, words[:LONGEST_WORDS], turn_id=turn_id)
    offer(caller, appointment, times)
    announce(caller, AppointmentCountered(appointment.id, appointment.round))
    return appointment


@transaction.atomic
def reschedule(
    caller: Caller, appointment_id: UUID, starts_at: datetime, ends_at: datetime, words: str = ""
) -> Appointment:
    """At once, by who leads it; the other is told, and their calendar is changed. Idempotent."""
    appointment = appointment_to_change(caller, appointment_id)
    if (appointment.starts_at, appointment.ends_at) == (starts_at, ends_at):
        return appointment
    _refuse_over(appointment)
    other = other_member(caller, appointment)
    (span,) = checked_slots(caller, other, [Span(starts_at, ends_at)], but=appointment.id)
    appointment.starts_at, appointment.ends_at = span.starts, span.ends
    take_turn(caller, appointment, Act.MOVE, words[:LONGEST_WORDS])
    hold_time(caller, appointment, span)
    announce(caller, AppointmentMoved(appointment.id, appointment.sequence))
    return appointment


@transaction.atomic
def cancel(caller: Caller, appointment_id: UUID, words: str = "") -> Appointment:
    """By either, with the reason; the time is free again, reminders fall silent. Idempotent."""
    appointment = appointment_to_change(caller, appointment_id)
    if appointment.state == State.CANCELLED:
        return appointment
    _refuse_over(appointment)
    take_turn(caller, appointment, Act.CANCEL, words[:LONGEST_WORDS])
    call_off(caller, appointment)
    announce(caller, AppointmentCancelled(appointment.id))
    return appointment


def move_entry(caller: Caller, key: str, starts_at: datetime, ends_at: datetime) -> None:
    """An entry of an agenda was dragged."""
    reschedule(caller, UUID(key.partition(":")[2]), starts_at, ends_at)


def other_member(caller: Caller, appointment: Appointment) -> Membership:
    others = AppointmentPerson.objects.filter(appointment=appointment).exclude(person_id=caller.person_id)
    found = members_of(caller).filter(person_id__in=others.values("person_id")).first()
    if found is None:
        raise Conflict(_("The other is no longer a member of this organisation."), code="other_has_left")
    return found


def _refuse_over(appointment: Appointment) -> None:
    if appointment.state == State.ACCEPTED and appointment.ends_at and appointment.ends_at <= timezone.now():
        raise Conflict(_("This appointment is over."), code="appointment_over")
