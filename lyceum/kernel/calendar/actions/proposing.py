"""Ask somebody for an appointment, at one of several times."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.kernel.calendar.actions.turning import keep_turn, show_both
from lyceum.kernel.calendar.announcements import AppointmentProposed
from lyceum.kernel.calendar.models import Answer, Appointment, AppointmentPerson, Slot
from lyceum.kernel.calendar.models.appointment import VIDEO
from lyceum.kernel.calendar.permissions import leaders_of
from lyceum.kernel.calendar.queries.availability import availability_of, member_to_meet, taken_by
from lyceum.kernel.calendar.rules.slot import MOST, Fault, Span, fault_of, in_minutes, true_moment
from lyceum.kernel.foundation import limits, registry
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.models import Membership

LONGEST_TITLE, LONGEST_NOTE, LONGEST_PLACE = 160, 4000, 200
FAULTS = {
    Fault.NONE: gettext_lazy("Propose at least one time."),
    Fault.TOO_MANY: gettext_lazy("Propose at most %(most)s times."),
    Fault.PAST: gettext_lazy("A time lies in the past. Choose one to come."),
    Fault.FAR: gettext_lazy("A time lies more than a year ahead."),
    Fault.SHORT: gettext_lazy("A time ends before it begins, or is shorter than five minutes."),
    Fault.LONG: gettext_lazy("A time is longer than eight hours."),
    Fault.OVERLAP: gettext_lazy("Two of the times overlap."),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """``place``: ``video``, or where in words. ``about``: a thing that the proposer may see, by its url name and id."""

    person_id: UUID
    title: str
    slots: Sequence[Span]
    place: str = VIDEO
    note: str = ""
    about_kind: str = ""
    about_id: UUID | None = None


def propose(caller: Caller, appointment_id: UUID, proposal: Proposal) -> Appointment:
    """Under the id that the client made: a repeat gives the same appointment."""
    before = _proposed_before(caller, appointment_id)
    if before:
        return before
    limits.spend("calendar.propose", str(caller.person_id), capacity=40, per_seconds=3600)
    other = member_to_meet(caller, proposal.person_id)
    _refuse_faults(caller, proposal)
    slots = checked_slots(caller, other, proposal.slots)
    try:
        with transaction.atomic():
            return _write(caller, appointment_id, other, proposal, slots)
    except IntegrityError as fault:  # the same id: the other request was first, or it is somebody else's
        before = _proposed_before(caller, appointment_id)
        if before:
            return before
        raise Conflict(_("This id is taken. Make a new one.")) from fault


def checked_slots(caller: Caller, other: Membership, asked: Sequence[Span], *, but: UUID | None = None) -> list[Span]:
    """In order; refused in words where one cannot be, is taken already, or is outside hours the other insists on.

    ``but``: the appointment that is moved, whose own time is no obstacle.
    """
    slots = in_minutes(_true(caller, asked))
    fault = fault_of(slots, timezone.now())
    if fault:
        said = str(FAULTS[fault]) % {"most": MOST}
        raise Invalid(said, fields={"slots": [said]}, code="slot_refused")
    own = taken_by(caller, [caller.person_id], slots[0].starts, max(slot.ends for slot in slots), but=but)
    if any(slot.overlaps(taken) for slot in slots for taken in own):
        raise Conflict(_("You already have an appointment at one of these times."), code="double_booking")
    availability = availability_of(caller, other.person_id, other.person.time_zone)
    if availability.only_in_hours and not all(availability.holds(slot) for slot in slots):
        said = _("%(person)s takes appointments in their hours only.") % {"person": other.person}
        raise Invalid(said, fields={"slots": [said]}, code="outside_hours")
    return slots


def offer(caller: Caller, appointment: Appointment, slots: Sequence[Span]) -> None:
    """The times of the appointment's present round."""
    Slot.objects.bulk_create(
        Slot(
            organisation_id=appointment.organisation_id,
            appointment=appointment,
            proposed_by_id=caller.person_id,
            round=appointment.round,
            starts_at=slot.starts,
            ends_at=slot.ends,
        )
        for slot in slots
    )


def _true(caller: Caller, asked: Sequence[Span]) -> list[Span]:
    zone = caller.time_zone
    try:
        return [Span(true_moment(one.starts, zone), true_moment(one.ends, zone)) for one in asked]
    except ValueError as fault:
        raise Invalid(str(FAULTS[Fault.FAR]), code="slot_refused") from fault


def _write(
    caller: Caller, appointment_id: UUID, other: Membership, proposal: Proposal, slots: Sequence[Span]
) -> Appointment:
    appointment = Appointment(
        id=appointment_id,
        organisation_id=caller.organisation_id,
        proposer_id=caller.person_id,
        asker_id=caller.person_id,
        title=proposal.title.strip(),
        note=proposal.note.strip(),
        about_kind=proposal.about_kind,
        about_id=proposal.about_id,
        place=proposal.place.strip(),
        changed_at=timezone.now(),
    )
    appointment.save(force_insert=True)
    leads = leaders_of(caller, other)
    for person_id, answer in ((caller.person_id, Answer.YES), (other.person_id, Answer.ASKED)):
        AppointmentPerson.objects.create(
            organisation_id=caller.organisation_id,
            appointment=appointment,
            person_id=person_id,
            answer=answer,
            leads=person_id in leads,
        )
    offer(caller, appointment, slots)
    keep_turn(caller, appointment, "propose")
    announce(caller, AppointmentProposed(appointment.id, appointment.round))
    show_both(appointment)
    return appointment


def _proposed_before(caller: Caller, appointment_id: UUID) -> Appointment | None:
    found: Appointment | None = (
        Appointment.objects.within(caller).own(caller, "proposer").filter(id=appointment_id).first()
    )
    return found


def _refuse_faults(caller: Caller, proposal: Proposal) -> None:
    fields = {}
    if not 0 < len(proposal.title.strip()) <= LONGEST_TITLE:
        fields["title"] = [_("Say in a few words what it is about (at most %(most)s characters).")]
        fields["title"] = [fields["title"][0] % {"most": LONGEST_TITLE}]
    if not 0 < len(proposal.place.strip()) <= LONGEST_PLACE:
        fields["place"] = [_("Say where, or choose a video call.")]
    if len(proposal.note) > LONGEST_NOTE:
        fields["note"] = [_("Write at most %(most)s characters.") % {"most": LONGEST_NOTE}]
    if not _is_shown(caller, proposal):
        fields["about_id"] = [_("There is no such thing, or you may not see it.")]
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)


def _is_shown(caller: Caller, proposal: Proposal) -> bool:
    if not proposal.about_kind and proposal.about_id is None:
        return True
    if not proposal.about_kind or proposal.about_id is None:
        return False
    return registry.card_of(caller, proposal.about_kind, proposal.about_id) is not None
