from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.audience import Audience, marks_of
from lyceum.kernel.foundation.rules.caller import Caller


class Status(models.TextChoices):
    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class PathQuerySet(TenantQuerySet["Path"]):
    def taught_by(self, caller: Caller) -> "PathQuerySet":
        return self.filter(Exists(PathTeacher.objects.own(caller).filter(path=OuterRef("pk"))))

    def studied_by(self, caller: Caller) -> "PathQuerySet":
        """Unlike elsewhere, an empty audience is nobody: a path is for those to whom it was given."""
        return self.filter(audience__overlap=marks_of(caller))


class Path(Tenant):
    """What a teacher makes for one student or for classes: an ordered way through a subject.

    ``audience`` holds marks of groups and persons. ``policy`` is what the tutor may do (``rules/pedagogy.py``).
    ``edition`` grows with every change: two who edit at once are told.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=160)
    objectives = models.TextField(max_length=4000, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, default="fr")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    audience: Any = ArrayField(models.TextField(), default=list, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    policy: Any = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=1)
    activated_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PathQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "status", "-created_at"], name="path_list"),
            GinIndex(fields=["audience"], name="path_audience"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def given_to(self) -> Audience:
        return Audience.of(self.audience)


class PathTeacher(Tenant):
    """Who teaches with it: its author and those whom they invited to."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="teachers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "person"], name="path_teacher_once")]
