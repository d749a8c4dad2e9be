"""Say yes to a time, or no."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.holding import hold_time
from lyceum.kernel.calendar.actions.turning import take_turn
from lyceum.kernel.calendar.announcements import AppointmentAccepted, AppointmentDeclined, AppointmentMoved
from lyceum.kernel.calendar.models import Appointment, Slot, State
from lyceum.kernel.calendar.queries.appointment import appointment_to_change
from lyceum.kernel.calendar.rules.appointment import Act
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound

LONGEST_WORDS = 500


@transaction.atomic
def accept(caller: Caller, appointment_id: UUID, slot_id: UUID) -> Appointment:
    """Both are busy then, the room is made, reminders wait. Idempotent: the time that stands is accepted."""
    appointment = appointment_to_change(caller, appointment_id)
    slot = _slot_of(appointment, slot_id)
    if _stands_at(appointment, slot):
        return appointment
    if slot.round != appointment.round:
        raise Conflict(_("Other times have been proposed since."), code="appointment_changed")
    if slot.starts_at <= timezone.now():
        raise Conflict(_("This time has passed. Propose another one."), code="slot_passed")
    moved = appointment.state == State.ACCEPTED
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    take_turn(caller, appointment, Act.ACCEPT)
    hold_time(caller, appointment, Span(slot.starts_at, slot.ends_at))
    if moved:
        announce(caller, AppointmentMoved(appointment.id, appointment.sequence))
    else:
        announce(caller, AppointmentAccepted(appointment.id, appointment.round))
    return appointment


@transaction.atomic
def decline(caller: Caller, appointment_id: UUID, words: str = "") -> Appointment:
    """No to the times that stand open; an accepted appointment stays at its own. Idempotent."""
    appointment = appointment_to_change(caller, appointment_id)
    if appointment.state == State.DECLINED:
        return appointment
    take_turn(caller, appointment, Act.DECLINE, words[:LONGEST_WORDS])
    announce(caller, AppointmentDeclined(appointment.id, appointment.round))
    return appointment


def _slot_of(appointment: Appointment, slot_id: UUID) -> Slot:
    found: Slot | None = Slot.objects.filter(appointment=appointment, id=slot_id).first()
    if found is None:
        raise NotFound(_("There is no such time in this appointment."))
    return found


def _stands_at(appointment: Appointment, slot: Slot) -> bool:
    stands = appointment.state == State.ACCEPTED and appointment.asker_id is None
    return stands and (appointment.starts_at, appointment.ends_at) == (slot.starts_at, slot.ends_at)
