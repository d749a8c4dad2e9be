"""What follows from a turn of an appointment: the other is told, and what waited for an answer waits no more."""

from lyceum.kernel.calendar.models import Appointment, AppointmentPerson
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.notifications.actions.notifying import notify


def tell_other(announcement: Announcement) -> None:
    """Once for each turn: ``calendar.appointment_moved`` is both the fact and the reason to tell."""
    assert announcement.organisation_id
    payload = announcement.payload
    appointment = Appointment.objects.filter(id=payload["appointment_id"]).first()
    if appointment is None:
        return
    people = set(AppointmentPerson.objects.filter(appointment=appointment).values_list("person_id", flat=True))
    notify(
        announcement.organisation_id,
        announcement.kind,
        people - {announcement.person_id},
        key=f"{appointment.id}:{payload.get('sequence', payload.get('round', ''))}",
        path=inside("calendar:appointment", appointment.id),
        about=_about(appointment),
        subject_id=announcement.person_id,
    )


def _about(appointment: Appointment) -> dict[str, str | int]:
    """A time only where one stands; the reader's clock writes it."""
    return {
        "title": appointment.title,
        "place": "" if appointment.is_video else appointment.place,
        "starts_at": appointment.starts_at.isoformat() if appointment.starts_at else "",
    }
