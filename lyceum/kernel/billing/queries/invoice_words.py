"""Refusals about invoices, in words."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.rules.invoice import Fault
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Refusal

_FAULTS = {
    Fault.EMPTY: _("An invoice needs a line."),
    Fault.NEGATIVE: _("An amount on an invoice is above nothing."),
    Fault.UNKNOWN_LINE: _("The invoice has no such line."),
    Fault.OVERPAID: _("More was paid than the invoice comes to."),
    Fault.TOO_MUCH: _("That is more than is left to give back."),
}
ACCOUNTS = {
    "receivable": _("Owed by buyers"),
    "revenue": _("Sales before tax"),
    "refunds": _("Given back, before tax"),
    "vat": _("VAT collected"),
    "fee": _("Fees"),
    "bank": _("At the bank"),
    "cash": _("In the till"),
    "clearing": _("With the payment provider"),
    "disputes": _("Disputed by buyers"),
}


def refusal_of(fault: Fault) -> Refusal:
    kind = Conflict if fault is Fault.TOO_MUCH else Invalid
    return kind(_FAULTS[fault], code=f"invoice_{fault}")
