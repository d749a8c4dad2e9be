"""What reporting counts of appointments: those that were agreed, and those that were held, on their day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from lyceum.kernel.calendar.models import AppointmentPerson, State
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.indicator import Tally
from lyceum.kernel.reporting.queries.calendar import zone_of

AGREED, HELD = "calendar.agreed", "calendar.held"


def agreed(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(AGREED, on, person_id=told.person_id)


def held(organisation_id: UUID, on: date) -> Iterator[Tally]:
    """Accepted, and over on that day without having been cancelled; counted for one who led it."""
    zone = zone_of(organisation_id)
    begins, ends = (datetime.combine(day, time(), zone) for day in (on, on + timedelta(days=1)))
    rows = AppointmentPerson.objects.filter(
        organisation_id=organisation_id,
        appointment__state=State.ACCEPTED,
        appointment__ends_at__gt=begins,
        appointment__ends_at__lte=ends,
        leads=True,
    )
    for person_id in dict(rows.order_by("-id").values_list("appointment_id", "person_id")).values():
        yield Tally(HELD, on, person_id=person_id)
