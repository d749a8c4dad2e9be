from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import BankCharge
from lyceum.kernel.billing.ports import VendorRefused, payments
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound

BANK = "embedded"


def bank_charge(caller: Anyone, charge_id: UUID, *, locked: bool = False) -> BankCharge:
    """For whoever holds its address, as at any provider; nothing where the test bank is not in use."""
    try:
        payments(BANK)
    except VendorRefused as closed:
        raise NotFound(_("There is no such payment.")) from closed
    rows = BankCharge.objects.select_for_update() if locked else BankCharge.objects
    found = rows.filter(id=charge_id).first()
    if found is None:
        raise NotFound(_("There is no such payment."))
    return found
