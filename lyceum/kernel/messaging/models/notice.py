from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.audience import Audience, marks_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models.notice_read import NoticeRead


class State(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"


class NoticeQuerySet(TenantQuerySet["Notice"]):
    def published(self) -> "NoticeQuerySet":
        return self.filter(published_at__isnull=False)

    def addressed_to(self, caller: Caller) -> "NoticeQuerySet":
        return self.filter(Q(audience=[]) | Q(audience__overlap=marks_of(caller)))

    def with_reading(self, caller: Caller) -> "NoticeQuerySet":
        """Each knows ``is_read``: whether this caller has."""
        read = NoticeRead.objects.own(caller).filter(notice=OuterRef("pk"))
        return self.annotate(is_read=Exists(read))


class Notice(Tenant):
    """An entry of the organisation's board. It is written, published (now or at a time) and may be withdrawn.

    ``audience`` holds marks (foundation's ``rules/audience.py``): groups and roles, or nothing for everyone.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=160)
    body = models.TextField(max_length=20_000)
    audience: Any = ArrayField(models.TextField(), default=list, blank=True)
    pinned = models.BooleanField(default=False)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)  # after it was published

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-pinned", "-published_at"], name="notice_board"),
            GinIndex(fields=["audience"], name="notice_audience"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        if self.published_at:
            return State.PUBLISHED
        return State.SCHEDULED if self.publish_at else State.DRAFT

    @property
    def addressed(self) -> Audience:
        return Audience.of(self.audience)
