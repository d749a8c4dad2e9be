"""Payments in words."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.rules.payment_state import DisputeState, PaymentState, RefundState

METHOD_WORDS = {"card": _("Card"), "bank_transfer": _("Bank transfer"), "on_site": _("On site")}
STATE_WORDS = {
    PaymentState.ASKED: _("Not begun"),
    PaymentState.STARTED: _("Under way"),
    PaymentState.SUCCEEDED: _("Paid"),
    PaymentState.FAILED: _("Not paid"),
    PaymentState.VOIDED: _("No longer asked for"),
}
REFUND_WORDS = {
    RefundState.ASKED.value: _("To be given back"),
    RefundState.PENDING.value: _("On its way back"),
    RefundState.SUCCEEDED.value: _("Given back"),
    RefundState.FAILED.value: _("Could not be given back"),
}
DISPUTE_WORDS = {
    DisputeState.INQUIRY: _("The payer’s bank asks about it"),
    DisputeState.CLEARED: _("The payer’s bank asks no more"),
    DisputeState.OPEN: _("The payer’s bank disputes it"),
    DisputeState.WON: _("The dispute was won"),
    DisputeState.LOST: _("The dispute was lost"),
}
STEP_WORDS = {
    "asked": _("Asked for"),
    "started": _("The payer was sent to the provider"),
    "declined": _("A try was declined"),
    "succeeded": _("Paid"),
    "late": _("Paid after all, when nobody waited for it any more"),
    "failed": _("Came to nothing"),
    "voided": _("No longer asked for"),
    "outage": _("The provider did not answer"),
    "refund_asked": _("A refund was asked for"),
    "refund_pending": _("A refund is on its way"),
    "refund_succeeded": _("A refund has gone out"),
    "refund_failed": _("A refund failed"),
    "refund_unknown": _("The provider told of a refund that does not fit"),
    "dispute_inquiry": _("The payer’s bank asks about it"),
    "dispute_cleared": _("The payer’s bank asks no more"),
    "dispute_open": _("The payer’s bank disputes it"),
    "dispute_won": _("The dispute was won"),
    "dispute_lost": _("The dispute was lost"),
}
REASON_WORDS = {
    "insufficient": _("Not enough money"),
    "insufficient_funds": _("Not enough money"),
    "expired": _("The card has expired"),
    "expired_card": _("The card has expired"),
    "not_confirmed": _("Not confirmed by the payer"),
    "fraudulent": _("The payer says that it was not them"),
    "product_not_received": _("The payer says that they got no ticket"),
    "product_unacceptable": _("The payer says that it was not as described"),
    "duplicate": _("The payer says that they paid twice"),
    "credit_not_processed": _("The payer says that a refund never came"),
    "subscription_canceled": _("The payer says that they had cancelled"),
    "unrecognized": _("The payer does not recognise the payment"),
    "general": _("The payer’s bank gives no reason"),
}
