"""Who buys, and where: anybody, signed in or not, member or not, at the address of an organisation."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Anyone, Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import NotAllowed


def shop_of(caller: Anyone) -> Visitor:
    """As a visitor of the organisation whose address they are at: who buys need not be a member of it."""
    organisation_id = getattr(caller, "organisation_id", None) or scope.current()[0]
    if organisation_id is None:
        raise NotAllowed(_("Open an organisation first."))
    return Visitor(organisation_id, caller.language, caller.origin)


def buyer_of(caller: Anyone) -> UUID | None:
    return caller.person_id if isinstance(caller, Individual) else None
