"""An owner says who sells."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.billing.announcements import SellerIdentityChanged
from lyceum.kernel.billing.models import SellerIdentity
from lyceum.kernel.billing.permissions import may_say_who_sells
from lyceum.kernel.billing.rules.invoice import Seller
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid


@transaction.atomic
def say_who_sells(caller: Caller, seller: Seller) -> SellerIdentity:
    """On invoices from now on; those that are issued stay as they are."""
    refuse_unless(may_say_who_sells(caller), _("Only owners say who sells."))
    _refuse_faults(seller)
    kept, _is_new = SellerIdentity.objects.update_or_create(
        organisation_id=caller.organisation_id, defaults=asdict(seller)
    )
    announce(caller, SellerIdentityChanged(kept.id))
    identity: SellerIdentity = kept
    return identity


def _refuse_faults(seller: Seller) -> None:
    if not seller.name.strip():
        raise Invalid(_("A name is missing."), fields={"name": [_("A name is missing.")]})
    if seller.country == "FR" and seller.registration and not _is_siret(seller.registration):
        message = _("A SIRET has 14 digits, of which the last proves the others.")
        raise Invalid(message, fields={"registration": [message]})


def _is_siret(number: str) -> bool:
    """Luhn's sum; La Poste's establishments alone add up otherwise, and are not asked."""
    if not (number.isascii() and number.isdigit() and len(number) == 14):
        return False
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(number)]
    return sum(digit - 9 * (digit > 9) for digit in doubled) % 10 == 0
