"""The iCalendar file in a mail, as things stand when it leaves: a calendar takes the one of the highest SEQUENCE."""

from uuid import UUID

from lyceum.kernel.calendar.interface.ics import Method, appointment_file
from lyceum.kernel.calendar.models import Appointment, State
from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.identity.models import Person


def enclosed(organisation_id: UUID, person_id: UUID, key: str) -> list[Enclosure]:
    """``key``: of the notification; it begins with the appointment's id. Nothing where no time was ever agreed."""
    rows = Appointment.objects.filter(organisation_id=organisation_id, people__person_id=person_id)
    found = rows.filter(id=key.partition(":")[0], starts_at__isnull=False).select_related("organisation").first()
    if found is None or found.state not in (State.ACCEPTED, State.CANCELLED):
        return []
    method = Method.CANCEL if found.state == State.CANCELLED else Method.REQUEST
    zone = Person.objects.values_list("time_zone", flat=True).get(id=person_id)
    file = appointment_file(found, found.organisation.slug, zone, method)
    return [Enclosure("appointment.ics", f"text/calendar; method={method.value}", file)]
