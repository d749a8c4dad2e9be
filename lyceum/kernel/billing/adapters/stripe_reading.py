"""Stripe's objects as facts: https://docs.stripe.com/api/checkout/sessions/object and its neighbours."""

from datetime import UTC, datetime
from typing import Any

from lyceum.kernel.billing.ports import Standing
from lyceum.kernel.billing.rules.payment_state import DisputeState, Said

_REFUND = {
    "pending": Said.PROCESSING,
    "requires_action": Said.PROCESSING,
    "succeeded": Said.SUCCEEDED,
    "failed": Said.FAILED,
    "canceled": Said.FAILED,
}
_DISPUTE = {
    "warning_needs_response": DisputeState.INQUIRY,
    "warning_under_review": DisputeState.INQUIRY,
    "warning_closed": DisputeState.CLEARED,
    "prevented": DisputeState.CLEARED,
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
}


def session_standing(session: dict[str, Any]) -> Standing:
    """``complete`` and unpaid: a method that takes days (a debit, a transfer), until its intent says that it failed."""
    intent = session.get("payment_intent")
    intent = intent if isinstance(intent, dict) else {}
    reference, said = str(session["id"]), Said.OPEN
    if session.get("payment_status") == "paid":
        said = Said.SUCCEEDED
    elif session.get("status") == "expired":
        said = Said.FAILED
    elif session.get("status") == "complete":
        over = {"requires_payment_method", "canceled"}
        said = Said.FAILED if intent.get("status") in over else Said.PROCESSING
    return Standing(reference, said, str(session.get("url") or ""), reason_of(intent))


def refund_standing(refund: dict[str, Any]) -> Standing:
    said = _REFUND.get(str(refund.get("status")), Said.PROCESSING)
    return Standing(str(refund["id"]), said, reason=str(refund.get("failure_reason") or ""))


def dispute_state(dispute: dict[str, Any]) -> DisputeState:
    return _DISPUTE.get(str(dispute.get("status")), DisputeState.OPEN)


def answer_by(dispute: dict[str, Any]) -> datetime | None:
    stamp = (dispute.get("evidence_details") or {}).get("due_by")
    return datetime.fromtimestamp(int(stamp), UTC) if stamp else None


def reason_of(intent: dict[str, Any]) -> str:
    error = intent.get("last_payment_error") or {}
    return str(error.get("decline_code") or error.get("code") or "")
