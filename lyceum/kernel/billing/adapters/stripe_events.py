"""What Stripe posts to us: https://docs.stripe.com/api/events/types."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings

from lyceum.kernel.billing.adapters.stripe_reading import (
    answer_by,
    dispute_state,
    reason_of,
    refund_standing,
    session_standing,
)
from lyceum.kernel.billing.ports import (
    AccountFact,
    DisputeFact,
    Fact,
    Forged,
    Heard,
    PaymentFact,
    PayoutFact,
    RefundFact,
)
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.billing.rules.stripe_amount import from_stripe
from lyceum.kernel.billing.rules.stripe_signature import is_signed

LookUp = Callable[[str], dict[str, Any]]
_PAYOUTS = {"payout.paid": True, "payout.failed": False}
_INTENT = {
    "payment_intent.processing": Said.PROCESSING,
    "payment_intent.succeeded": Said.SUCCEEDED,
    "payment_intent.payment_failed": Said.DECLINED,
}


def hear(headers: Mapping[str, str], body: bytes) -> Heard:
    secrets = cast(list[str], settings.STRIPE["webhook_secrets"])
    if not is_signed(headers.get("Stripe-Signature", ""), body, secrets, time.time()):
        raise Forged("the signature does not hold")
    try:
        event = json.loads(body)
        return Heard(str(event["id"]), str(event["type"]), body.decode())
    except (ValueError, KeyError, TypeError) as fault:
        raise Forged("no event of Stripe's") from fault


def facts(content: str, intent_of: LookUp, account_of: LookUp) -> list[Fact]:
    """``intent_of`` and ``account_of``: ask Stripe, where an event does not say whose payment it is about."""
    event = json.loads(content)
    kind, thing = str(event["type"]), event["data"]["object"]
    if event.get("account"):  # of a connected account, whose owner writes what they like: nobody's payment but theirs
        return _on_account(kind, thing, str(event["account"]), account_of)
    if kind == "checkout.session.async_payment_failed":
        return _of_payment(thing, Said.FAILED, "async_payment_failed")
    if kind.startswith("checkout.session."):
        standing = session_standing(thing)
        return _of_payment(thing, standing.said, standing.reason, standing.reference)
    if kind in _INTENT:
        return _of_payment(thing, _INTENT[kind], reason_of(thing))
    if kind.startswith(("refund.", "charge.refund.")):
        return _of_refund(thing, intent_of)
    if kind.startswith("charge.dispute."):
        return _of_dispute(thing, intent_of)
    return []


def _of_payment(thing: dict[str, Any], said: Said, reason: str = "", reference: str = "") -> list[Fact]:
    organisation_id, payment_id = (_id(thing, name) for name in ("organisation", "payment"))
    if organisation_id is None or payment_id is None:
        return []
    return [PaymentFact(organisation_id, payment_id, said, reference, reason)]


def _of_refund(refund: dict[str, Any], intent_of: LookUp) -> list[Fact]:
    """Those made in Stripe's own pages carry nothing of ours: their payment does."""
    about = refund if _id(refund, "payment") else _about(refund, intent_of)
    organisation_id, payment_id = (_id(about, name) for name in ("organisation", "payment"))
    if organisation_id is None or payment_id is None:
        return []
    standing = refund_standing(refund)
    amount = from_stripe(int(refund["amount"]), str(refund["currency"]))
    refund_id = _id(refund, "refund")
    return [
        RefundFact(organisation_id, payment_id, refund_id, standing.said, standing.reference, amount, standing.reason)
    ]


def _of_dispute(dispute: dict[str, Any], intent_of: LookUp) -> list[Fact]:
    about = _about(dispute, intent_of)
    organisation_id, payment_id = (_id(about, name) for name in ("organisation", "payment"))
    if organisation_id is None or payment_id is None:
        return []
    amount = from_stripe(int(dispute["amount"]), str(dispute["currency"]))
    reference, reason = str(dispute["id"]), str(dispute.get("reason") or "")
    state, by = dispute_state(dispute), answer_by(dispute)
    return [DisputeFact(organisation_id, payment_id, state, reference, amount, reason, by)]


def _on_account(kind: str, thing: dict[str, Any], account: str, account_of: LookUp) -> list[Fact]:
    if kind in _PAYOUTS:
        return _of_payout(thing, account_of(account), is_paid=_PAYOUTS[kind])
    return _of_account(thing) if kind == "account.updated" and thing["id"] == account else []


def _of_payout(payout: dict[str, Any], account: dict[str, Any], *, is_paid: bool) -> list[Fact]:
    organisation_id, currency = _id(account, "organisation"), str(payout["currency"]).upper()
    amount, at = from_stripe(int(payout["amount"]), currency), datetime.fromtimestamp(int(payout["arrival_date"]), UTC)
    if organisation_id is None or amount <= 0:  # below nothing: taken from the bank, to cover what was given back
        return []
    reference = str(payout["id"])
    return [PayoutFact(organisation_id, str(account["id"]), "stripe", reference, amount, currency, at, is_paid)]


def _of_account(account: dict[str, Any]) -> list[Fact]:
    organisation_id = _id(account, "organisation")
    if organisation_id is None:
        return []
    return [AccountFact(organisation_id, str(account["id"]), bool(account.get("charges_enabled")))]


def _about(thing: dict[str, Any], intent_of: LookUp) -> dict[str, Any]:
    intent = thing.get("payment_intent")
    return intent_of(str(intent)) if intent else {}


def _id(thing: dict[str, Any], name: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(str((thing.get("metadata") or {}).get(name, "")))
    return None
