from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.audience import marks_of
from lyceum.kernel.foundation.rules.caller import Caller


class State(models.TextChoices):
    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    REFUSED = "refused"


class DocumentQuerySet(TenantQuerySet["Document"]):
    def visible_to(self, caller: Caller) -> "DocumentQuerySet":
        readable = Q(audience=[]) | Q(audience__overlap=marks_of(caller)) | Q(owner_id=caller.person_id)
        return self.within(caller).filter(readable)  # type: ignore[return-value]  # within() keeps the class


class Document(Tenant):
    """A text that answers may quote. ``audience``: the marks of those whom the room that uses it lets read it.

    ``state``, ``reason``, ``progress`` and ``expected`` (pages) speak of the newest file; ``version`` numbers the one
    in use, 0 while there is none: a document stays readable while its next version is being read, or refused.
    """

    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    progress = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    audience: Any = ArrayField(models.TextField(), default=list, blank=True)

    objects: Any = DocumentQuerySet.as_manager()  # type: ignore[misc]  # as in every model; the plugin stumbles here

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="document_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        return f"organisation:{self.organisation_id}:documents"


class DocumentVersion(Tenant):
    """One file of a document, as it was read. What quotes it keeps quoting it when another one follows.

    Reached by its document alone: after a large import, an index on the organisation would be taken for that.
    """

    organisation: Any = models.ForeignKey(  # type: ignore[misc]  # unlike elsewhere, without an index
        "identity.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("media.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+")
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=0)
    passages = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)  # lexemes in all passages together
    read_at = models.DateTimeField(null=True)
    embedded_by = models.CharField(max_length=160, blank=True, default="")  # once all its passages have their vector

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]
