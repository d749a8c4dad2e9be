from lyceum.kernel.billing.models.bank import BankCharge, BankRefund
from lyceum.kernel.billing.models.invoice import Invoice, InvoiceLine, InvoiceNumbers, InvoiceTax
from lyceum.kernel.billing.models.invoice_buyer import InvoiceBuyer
from lyceum.kernel.billing.models.invoice_seller import SellerIdentity
from lyceum.kernel.billing.models.ledger import Entry, EntryLine
from lyceum.kernel.billing.models.organisation_plan import OrganisationPlan
from lyceum.kernel.billing.models.payment import Dispute, Payment, PaymentStep, Refund
from lyceum.kernel.billing.models.payment_account import PaymentAccount
from lyceum.kernel.billing.models.reading import Reading
from lyceum.kernel.billing.models.vendor_event import VendorEvent
from lyceum.kernel.billing.rules.payment_state import DisputeState, PaymentState, RefundState
from lyceum.kernel.billing.rules.plan import What

__all__ = [
    "BankCharge",
    "BankRefund",
    "Dispute",
    "DisputeState",
    "Entry",
    "EntryLine",
    "Invoice",
    "InvoiceBuyer",
    "InvoiceLine",
    "InvoiceNumbers",
    "InvoiceTax",
    "OrganisationPlan",
    "Payment",
    "PaymentAccount",
    "PaymentState",
    "PaymentStep",
    "Reading",
    "Refund",
    "RefundState",
    "SellerIdentity",
    "VendorEvent",
    "What",
]
