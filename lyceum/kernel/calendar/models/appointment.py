from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lyceum.kernel.calendar.rules.appointment import State as Stage
from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.caller import Caller

VIDEO = "video"


class State(models.TextChoices):
    PROPOSED = Stage.PROPOSED.value
    ACCEPTED = Stage.ACCEPTED.value
    DECLINED = Stage.DECLINED.value
    CANCELLED = Stage.CANCELLED.value


class Answer(models.TextChoices):
    """To the times that stand open."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


class AppointmentQuerySet(TenantQuerySet["Appointment"]):
    def of_person(self, caller: Caller) -> Self:
        """Those that the caller takes part in."""
        return self.within(caller).filter(people__person_id=caller.person_id)


class Appointment(Tenant):
    """Two people meet: proposed, then accepted at one of the times, or declined; cancelled at any moment.

    ``round`` counts the proposals; ``asker`` made the one that waits for an answer (none waits without them).
    ``sequence`` is iCalendar's: it grows with every change of time. ``place``: ``video``, or where in words.
    """

    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=160)
    note = models.TextField(max_length=4000, blank=True)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, default=VIDEO)
    room_id = models.UUIDField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    round = models.PositiveIntegerField(default=1)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    objects: ClassVar[Any] = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "starts_at"], name="appointment_time")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="appointment_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_video(self) -> bool:
        return self.place == VIDEO


class AppointmentPerson(Tenant):
    """One of the two. ``leads``: may move it at once, and hosts its room."""

    row_owner: ClassVar[str] = "person"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.ASKED)
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "person"], name="appointment_person_once")]
        indexes = [models.Index(fields=["person", "appointment"], name="appointment_of_person")]
