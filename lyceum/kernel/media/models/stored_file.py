from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.media.rules.contents import PICTURES
from lyceum.kernel.media.rules.visibility import Visibility


class State(models.TextChoices):
    HELD = "held"  # its place is taken, its bytes are on their way
    READY = "ready"


class StoredFileQuerySet(TenantQuerySet["StoredFile"]):
    def live(self) -> "StoredFileQuerySet":
        unexpired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(unexpired, state=State.READY, deleted_at=None)

    def reachable_by(self, caller: Individual) -> "StoredFileQuerySet":
        """The caller's own and their organisation's, deleted ones too: what an act of theirs may concern."""
        reachable = Q(owner_id=caller.person_id)
        if isinstance(caller, Caller):
            reachable |= Q(organisation_id=caller.organisation_id)
        return self.filter(reachable)

    def visible_to(self, caller: Anyone) -> "StoredFileQuerySet":
        """What the caller may look at, whichever organisation's address they use."""
        visible = Q(visibility=Visibility.PUBLIC)
        if isinstance(caller, Individual):
            visible |= Q(owner_id=caller.person_id)
        if isinstance(caller, Caller):
            inside = Q(organisation_id=caller.organisation_id)
            visible |= inside & Q(visibility=Visibility.ORGANISATION)
            visible |= inside & Q(visibility=Visibility.GROUPS, group_ids__overlap=list(caller.group_ids))
            visible |= Q(visibility=Visibility.COMPANIONS, owner__memberships__organisation_id=caller.organisation_id)
        return self.live().filter(visible)

    def bytes_kept(self) -> int:
        return self.aggregate(total=Sum("stored_size"))["total"] or 0


class StoredFile(Tenant):
    """A file that a person gave: what it is, whose, and who may see it. Its bytes lie in the store.

    A personal file (a portrait, an export) belongs to no organisation.
    """

    row_owner: ClassVar[str] = "owner"
    also_readable: ClassVar[str] = "visibility = 'public' OR (visibility = 'companions' AND {person} IS NOT NULL)"

    organisation: Any = models.ForeignKey(  # type: ignore[misc]  # unlike elsewhere, it may be none
        "identity.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_size = models.PositiveBigIntegerField(default=0)  # of all variants together
    sha256 = models.CharField(max_length=64)
    visibility = models.CharField(max_length=20)
    group_ids: Any = ArrayField(models.UUIDField(), default=list)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    variants: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects: Any = StoredFileQuerySet.as_manager()  # type: ignore[misc]  # as in every model; the plugin stumbles here

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="file_newest"),
            models.Index(fields=["owner", "-id"], name="file_owned"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES

    @property
    def shown_to(self) -> str:
        return str(SHOWN_TO[Visibility(self.visibility)])

    @property
    def is_restorable(self) -> bool:
        return self.deleted_at is not None and self.deleted_at > timezone.now() - KEPT_AFTER_DELETION

    @property
    def prefix(self) -> str:
        return f"{prefix_of(self.organisation_id, self.owner_id)}/{self.id.hex}"

    def key(self, variant: str) -> str:
        return f"{self.prefix}/{variant}"

    def object_keys(self) -> Iterator[str]:
        return (self.key(variant) for variant in self.variants)


SHOWN_TO = {
    Visibility.PUBLIC: _("Anybody"),
    Visibility.ORGANISATION: _("Members"),
    Visibility.GROUPS: _("Some groups"),
    Visibility.COMPANIONS: _("People they know here"),
    Visibility.PLACE: _("Where it was sent"),
    Visibility.PRIVATE: _("Its owner"),
}
KEPT_AFTER_DELETION = timedelta(days=30)
ORGANISATIONS, PEOPLE = "organisations", "people"


def prefix_of(organisation_id: UUID | None, owner_id: UUID) -> str:
    """Files of one organisation, or of one person, lie together: what belongs to none of them can be found."""
    return f"{ORGANISATIONS}/{organisation_id.hex}" if organisation_id else f"{PEOPLE}/{owner_id.hex}"
