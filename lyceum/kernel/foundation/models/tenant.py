from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.models.identified import Identified
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.refusal import NotAllowed

Row = TypeVar("Row", bound=models.Model)


class TenantQuerySet(models.QuerySet[Row]):
    def within(self, caller: Anyone) -> Self:
        """The rows of the caller's organisation: where every read starts."""
        organisation_id = getattr(caller, "organisation_id", None)
        if organisation_id is None:
            raise NotAllowed(_("Open an organisation first."))
        return self.filter(organisation_id=organisation_id)

    def own(self, caller: Individual, field: str = "person") -> Self:
        """The rows that are the caller's own."""
        return self.filter(**{f"{field}_id": caller.person_id})


class Tenant(Identified):
    """A row of one organisation, behind row-level security (see ``guards.py``).

    ``row_owner`` names a person column that also opens the row, in whichever organisation it lies:
    for what is the person's own before it is the organisation's (memberships, notifications).
    ``also_readable`` is a condition in SQL, ``{person}`` being who asks, that opens the row to be read only.
    """

    organisation = models.ForeignKey("identity.Organisation", on_delete=models.CASCADE, related_name="+")
    row_owner: ClassVar[str] = ""
    also_readable: ClassVar[str] = ""

    objects: Any = TenantQuerySet.as_manager()

    class Meta:
        abstract = True
