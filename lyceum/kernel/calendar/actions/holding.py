"""The time of an accepted appointment: both are busy, its room is open for them, reminders wait."""

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.reminding import plan_reminders
from lyceum.kernel.calendar.models import Appointment, AppointmentPerson, Busy
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.video.actions.room import close_room, open_room

KIND = "calendar:appointment"
_ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock(uuid_hash_extended(person, 53)) FROM unnest(%s::uuid[]) AS person"


def hold_time(caller: Caller, appointment: Appointment, span: Span) -> None:
    """For both, or for neither: the database refuses a second appointment at the same time."""
    people = list(AppointmentPerson.objects.filter(appointment=appointment).order_by("person_id"))
    _queue_up(people)
    free_time(caller, appointment)
    try:
        with transaction.atomic():
            Busy.objects.bulk_create(
                Busy(
                    organisation_id=appointment.organisation_id,
                    person_id=place.person_id,
                    appointment=appointment,
                    starts_at=span.starts,
                    ends_at=span.ends,
                )
                for place in people
            )
    except IntegrityError as overlap:
        raise Conflict(_whose(caller, people, span), code="double_booking") from overlap
    _open_room(caller, appointment, people, span)
    plan_reminders(caller, appointment)


def free_time(caller: Caller, appointment: Appointment) -> None:
    Busy.objects.within(caller).filter(appointment=appointment).delete()


def call_off(caller: Caller, appointment: Appointment) -> None:
    """The time is free again, and its room is shut."""
    free_time(caller, appointment)
    close_room(caller, about_kind=KIND, about_id=appointment.id)


def _open_room(caller: Caller, appointment: Appointment, people: list[AppointmentPerson], span: Span) -> None:
    """For the two, who leads being its host; for an appointment that was moved, the same room at its new time."""
    if not appointment.is_video:
        return
    roles = {place.person_id: "host" if place.leads else "guest" for place in people}
    times = {"starts_at": span.starts, "ends_at": span.ends}
    room = open_room(caller, about_kind=KIND, about_id=appointment.id, people=roles, **times)
    appointment.room_id = room.id
    appointment.save(update_fields=["room_id"])


def _queue_up(people: list[AppointmentPerson]) -> None:
    """Two acceptances at once would each find the other's row unfinished, and wait for one another for ever."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AFTER_ANOTHER, [sorted(place.person_id for place in people)])


def _whose(caller: Caller, people: list[AppointmentPerson], span: Span) -> str:
    mine = Busy.objects.own(caller).filter(starts_at__lt=span.ends, ends_at__gt=span.starts)
    if mine.exists():
        return _("You already have an appointment at that time.")
    others = [str(place.person) for place in people if place.person_id != caller.person_id]
    return _("%(person)s already has an appointment at that time.") % {"person": ", ".join(others)}
