from django.conf import settings
from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import Tenant


class Attendance(Tenant):
    """Somebody was in a call from then to then, through one connection, whose id is the row's: a token makes one."""

    room = models.ForeignKey("video.Room", on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # their browser says every so often that it is still there
    left_at = models.DateTimeField(null=True, blank=True)
    microphone = models.BooleanField(default=False)
    camera = models.BooleanField(default=False)
    screen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "person"], condition=Q(left_at=None), name="attendance_one_now"),
        ]
        indexes = [models.Index(fields=["room", "joined_at"], name="attendance_room")]
