from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lyceum.domains.learning.models.step import Step
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.kernel.foundation.models import Tenant, TenantQuerySet


class State(models.TextChoices):
    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STALE = "stale"  # its document has changed since: the teacher looks again


class Origin(models.TextChoices):
    WRITTEN = "written"
    DRAFTED = "drafted"  # by rules, from the document
    GENERATED = "generated"  # by a model, from the document
    IMPORTED = "imported"


class ItemQuerySet(TenantQuerySet["Item"]):
    def accepted(self) -> "ItemQuerySet":
        """What students may meet: nothing else ever reaches them."""
        return self.filter(state=State.ACCEPTED)

    def to_review(self) -> "ItemQuerySet":
        return self.filter(state__in=(State.DRAFT, State.STALE))


class Item(Tenant):
    """A question of a step. Students meet it once a teacher has accepted it.

    ``quote`` are the very words of ``document`` at ``page`` (from ``start`` to ``end``, in characters of the page's
    text) in its ``version``, on which it stands. ``worth``: how promising a draft looked, for the order of review.
    """

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    content: Any = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.WRITTEN)
    edition = models.PositiveIntegerField(default=1)
    document = models.ForeignKey("search.Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=0)
    page = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    worth = models.FloatField(default=0)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["step", "state", "position", "id"], include=["organisation"], name="item_of_step")
        ]

    @property
    def asks(self) -> Content:
        return Content.of(self.content)

    def ask(self, content: Content) -> None:
        self.kind, self.content = content.kind.value, content.kept()
