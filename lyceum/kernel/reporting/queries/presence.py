"""Who was there: whoever did something that the audit trail knows of."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.indicator import Tally
from lyceum.kernel.reporting.queries.calendar import zone_of

PRESENCE = "reporting.presence"


def presence_on(organisation_id: UUID, on: date) -> Iterator[Tally]:
    """One for each member and day. Ids sort by time, so that the day is read by the trail's own index."""
    zone = zone_of(organisation_id)
    begins = datetime.combine(on, time(), zone)
    ends = datetime.combine(on + timedelta(days=1), time(), zone)
    rows = Announcement.objects.filter(
        organisation_id=organisation_id, id__gte=_first_id(begins), id__lt=_first_id(ends)
    )
    for person_id in set(rows.exclude(person_id=None).values_list("person_id", flat=True)):
        yield Tally(PRESENCE, on, person_id=person_id)


def _first_id(moment: datetime) -> UUID:
    """The lowest UUIDv7 of that moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
