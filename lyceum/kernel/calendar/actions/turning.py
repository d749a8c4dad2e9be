"""One turn of an appointment: the rules are asked, the state is kept, its history written, both screens told."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.models import Answer, Appointment, AppointmentPerson, State, Turn
from lyceum.kernel.calendar.queries.shown import standing_of
from lyceum.kernel.calendar.rules.appointment import Act, NotNow, after
from lyceum.kernel.foundation.live import push_all
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict


def take_turn(
    caller: Caller, appointment: Appointment, act: Act, words: str = "", *, turn_id: UUID | None = None
) -> None:
    """Changes the appointment as the rules say, in the caller's name; refuses what cannot be now, in words."""
    me = AppointmentPerson.objects.get(appointment=appointment, person_id=caller.person_id)
    try:
        standing = after(standing_of(caller, appointment), act, caller.person_id, leads=me.leads)
    except NotNow as refused:
        raise Conflict(_why(appointment, act, me), code="appointment_changed") from refused
    appointment.state, appointment.round = State(standing.state.value), standing.round
    appointment.asker_id = caller.person_id if standing.asker else None
    appointment.sequence, appointment.changed_at = standing.sequence, timezone.now()
    appointment.save()
    _answer(appointment, caller, act)
    keep_turn(caller, appointment, act, words, turn_id=turn_id)
    show_both(appointment)


def keep_turn(
    caller: Caller, appointment: Appointment, act: str, words: str = "", *, turn_id: UUID | None = None
) -> None:
    timed = act in (Act.ACCEPT, Act.MOVE)
    turn = Turn(
        id=turn_id or new_identifier(),
        organisation_id=appointment.organisation_id,
        appointment=appointment,
        person_id=caller.person_id,
        act=str(act),
        round=appointment.round,
        words=words.strip(),
        starts_at=appointment.starts_at if timed else None,
        ends_at=appointment.ends_at if timed else None,
    )
    try:
        with transaction.atomic():
            turn.save(force_insert=True)
    except IntegrityError as taken:
        raise Conflict(_("This id is taken. Make a new one.")) from taken


def show_both(appointment: Appointment) -> None:
    """To whoever looks at it, or at an agenda, now."""
    people = AppointmentPerson.objects.filter(appointment=appointment).values_list("person_id", flat=True)
    push_all([f"person:{person}:agenda" for person in people], "refresh", id=appointment.id)


def _answer(appointment: Appointment, caller: Caller, act: Act) -> None:
    places = AppointmentPerson.objects.filter(appointment=appointment)
    mine, others = places.filter(person_id=caller.person_id), places.exclude(person_id=caller.person_id)
    match act:
        case Act.COUNTER:
            mine.update(answer=Answer.YES)
            others.update(answer=Answer.ASKED)
        case Act.ACCEPT | Act.MOVE:
            places.update(answer=Answer.YES)
        case Act.DECLINE if appointment.state == State.ACCEPTED:  # the time that stood still stands
            places.update(answer=Answer.YES)
        case _:
            mine.update(answer=Answer.NO)


def _why(appointment: Appointment, act: Act, me: AppointmentPerson) -> str:
    if appointment.state == State.CANCELLED:
        return _("This appointment was cancelled. Propose a new one.")
    if appointment.state == State.DECLINED:
        return _("This proposal was declined. Propose a new appointment.")
    if act is Act.MOVE and not me.leads:
        return _("Only who leads the appointment may move it at once. Propose another time instead.")
    if act is Act.MOVE:
        return _("It has no time yet that could be moved.")
    return _("Nothing waits for your answer here: it was answered, or it is for the other to answer.")
