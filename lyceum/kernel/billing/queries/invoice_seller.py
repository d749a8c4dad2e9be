"""Who an organisation is in law."""

from uuid import UUID

from lyceum.kernel.billing.models import SellerIdentity
from lyceum.kernel.billing.permissions import may_say_who_sells
from lyceum.kernel.billing.rules.invoice import Seller
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.identity.models import Organisation


def seller_of(organisation_id: UUID) -> Seller:
    """For other rooms and for invoices; before an owner has said more, the organisation's name is all there is."""
    kept: SellerIdentity | None = SellerIdentity.objects.within(Visitor(organisation_id)).first()
    return (
        kept.seller() if kept else Seller(Organisation.objects.values_list("name", flat=True).get(id=organisation_id))
    )


def own_seller(caller: Caller) -> Seller:
    refuse_unless(may_say_who_sells(caller))
    return seller_of(caller.organisation_id)
