from uuid import UUID

from lyceum.kernel.billing.actions.bank import decide_late, tell_installation
from lyceum.kernel.billing.actions.payment_hearing import settle_event, take_up_events
from lyceum.kernel.billing.actions.payment_vendor import cancel_at_vendor, check_payment, pay_back, take_up_due
from lyceum.kernel.billing.actions.watching import read_everywhere
from lyceum.kernel.billing.interface.ledger_jobs import check_ledger
from lyceum.kernel.foundation.jobs import job

__all__ = [
    "cancel_at_vendor",
    "check_ledger",
    "check_payment",
    "decide_late",
    "pay_back",
    "reconcile",
    "settle_event",
    "tell_installation",
]


@job(queue="payments", every="* * * * *")
def reconcile(organisation_id: UUID | None) -> None:
    take_up_due(organisation_id)
    take_up_events(organisation_id)
    read_everywhere(organisation_id)
