from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Presence(Tenant):
    """A person with an open socket in an organisation, as one realtime process knows it.

    The table is UNLOGGED: after a crash the processes that still stand write their own again.
    """

    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    process = models.UUIDField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person", "process"], name="presence_once")]
