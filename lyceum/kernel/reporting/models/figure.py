from django.conf import settings
from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import Tenant


class Figure(Tenant):
    """An indicator on one day: of one person, or, where there is none, of everybody.

    Both are kept, so that the whole stays what it was when a person is erased. ``subject_id``: what it is about, in
    the room that counts it; none for what is about the organisation. ``weight``: by what a mean is divided.
    """

    indicator = models.CharField(max_length=60)
    day = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    subject_id = models.UUIDField(null=True)
    value = models.FloatField()
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "indicator", "day", "person", "subject_id"],
                name="figure_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "day"], condition=Q(person=None), name="figure_of_whole"),
            models.Index(fields=["person", "day"], name="figure_of_person"),
        ]
