"""Days are those of the organisation: a fact stands on one day, whoever looks at it from wherever."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from lyceum.kernel.identity.models import Organisation


def zone_of(organisation_id: UUID) -> ZoneInfo:
    return ZoneInfo(Organisation.objects.values_list("time_zone", flat=True).get(id=organisation_id))


def day_in(organisation_id: UUID, moment: datetime) -> date:
    return moment.astimezone(zone_of(organisation_id)).date()


def today_in(organisation_id: UUID) -> date:
    return day_in(organisation_id, timezone.now())
