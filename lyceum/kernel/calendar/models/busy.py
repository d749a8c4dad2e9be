from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from lyceum.kernel.calendar.models.appointment import Appointment
from lyceum.kernel.foundation.models import Tenant


class PersonTime(models.Func):
    """A person's time as a rectangle, which core GiST can keep apart: a number for the person by the seconds.

    PostgreSQL compares UUIDs in GiST by the extension btree_gist alone, which not every server has. So the person is
    a number of 53 bits, all that a point's coordinate holds exactly: two people share one by a chance of 10⁻¹⁶. The
    end is a millisecond early, as rectangles that touch overlap, and one appointment may begin as another ends.
    """

    template = (
        "box(point((uuid_hash_extended(person_id, 0) & 9007199254740991)::float8,"
        " extract(epoch FROM starts_at AT TIME ZONE 'UTC')::float8),"
        " point((uuid_hash_extended(person_id, 0) & 9007199254740991)::float8,"
        " extract(epoch FROM ends_at AT TIME ZONE 'UTC')::float8 - 0.001))"
    )


class Busy(Tenant):
    """A person's time that an accepted appointment takes. Two that overlap cannot be written.

    In whichever organisation: a person is in one place. Elsewhere nothing is learnt but that the time is taken.
    """

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="busy")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "appointment"], name="busy_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="busy_has_length"),
            ExclusionConstraint(name="busy_in_one_place", expressions=[(PersonTime(), RangeOperators.OVERLAPS)]),
        ]
