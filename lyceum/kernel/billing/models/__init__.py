from lyceum.kernel.billing.models.bank import BankCharge, BankRefund
from lyceum.kernel.billing.models.organisation_plan import OrganisationPlan
from lyceum.kernel.billing.models.payment import Dispute, Payment, PaymentStep, Refund
from lyceum.kernel.billing.models.payment_account import PaymentAccount
from lyceum.kernel.billing.models.vendor_event import VendorEvent
from lyceum.kernel.billing.rules.payment_state import DisputeState, PaymentState, RefundState
from lyceum.kernel.billing.rules.plan import What

__all__ = [
    "BankCharge",
    "BankRefund",
    "Dispute",
    "DisputeState",
    "OrganisationPlan",
    "Payment",
    "PaymentAccount",
    "PaymentState",
    "PaymentStep",
    "Refund",
    "RefundState",
    "VendorEvent",
    "What",
]
