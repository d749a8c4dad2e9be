from uuid import UUID

from lyceum.kernel.billing.actions.payment_vendor import cancel_at_vendor, check_payment, pay_back, take_up_due
from lyceum.kernel.foundation.jobs import job

__all__ = ["cancel_at_vendor", "check_payment", "pay_back", "reconcile"]


@job(queue="payments", every="* * * * *")
def reconcile(organisation_id: UUID | None) -> None:
    take_up_due(organisation_id)
