"""Events as Stripe's reference documents them, of what ``localstripe`` has not: disputes, refunds made by hand in
Stripe's pages, methods that take days, and connected accounts. Fields that are of no use here are left out."""

import hmac
import json
import time
from hashlib import sha256
from typing import Any

from lyceum.kernel.billing.tests.stripe_fixture import SECRET


def dispute(intent: str, status: str, kind: str = "charge.dispute.created") -> bytes:
    """https://docs.stripe.com/api/disputes/object"""
    thing = {
        "id": "du_1MtJUT2eZvKYlo2CNaw2HvEv",
        "object": "dispute",
        "amount": 2500,
        "balance_transactions": [],
        "charge": "ch_1AZtxr2eZvKYlo2CJDX8whov",
        "currency": "eur",
        "metadata": {},
        "payment_intent": intent,
        "reason": "fraudulent",
        "status": status,
        "evidence_details": {"due_by": 1767225599, "has_evidence": False, "past_due": False, "submission_count": 0},
    }
    return event(f"evt_{status}_{kind}", kind, thing)


def refund(intent: str, amount: int, status: str = "succeeded") -> bytes:
    """https://docs.stripe.com/api/refunds/object, of one made in Stripe's own pages: without our metadata"""
    thing = {
        "id": "re_1Nispe2eZvKYlo2Cd31jOCgZ",
        "object": "refund",
        "amount": amount,
        "charge": "ch_1NirD82eZvKYlo2CIvbtLWuY",
        "currency": "eur",
        "metadata": {},
        "payment_intent": intent,
        "reason": None,
        "status": status,
        **({"failure_reason": "lost_or_stolen_card"} if status == "failed" else {}),
    }
    return event(f"evt_refund_{status}", "refund.updated", thing)


def session(kind: str, reference: str, metadata: dict[str, str], **state: Any) -> bytes:
    """https://docs.stripe.com/api/checkout/sessions/object"""
    thing = {
        "id": reference,
        "object": "checkout.session",
        "amount_total": 2500,
        "currency": "eur",
        "metadata": metadata,
        "mode": "payment",
        "payment_intent": "pi_3MtwBwLkdIwHu7ix28a3tqPa",
        "payment_status": "unpaid",
        "status": "complete",
        "url": None,
        **state,
    }
    return event(f"evt_{kind}", kind, thing)


def account(reference: str, organisation: str, *, is_ready: bool) -> bytes:
    """https://docs.stripe.com/api/accounts/object"""
    thing = {
        "id": reference,
        "object": "account",
        "charges_enabled": is_ready,
        "details_submitted": is_ready,
        "metadata": {"organisation": organisation},
        "payouts_enabled": is_ready,
    }
    return event(f"evt_account_{is_ready}", "account.updated", thing, account=reference)


def payout(account: str, amount: int, kind: str = "payout.paid") -> bytes:
    """https://docs.stripe.com/api/payouts/object, of a connected account"""
    thing = {
        "id": "po_1OaFDbEcg9tTZuTgNYmX0PKB",
        "object": "payout",
        "amount": amount,
        "arrival_date": 1761955200,
        "currency": "eur",
        "metadata": {},
        "status": kind.removeprefix("payout."),
    }
    return event(f"evt_{kind}_{account}", kind, thing, account=account)


def event(reference: str, kind: str, thing: dict[str, Any], **more: str) -> bytes:
    """``account``: of the connected account that it happened on (https://docs.stripe.com/connect/webhooks)"""
    return json.dumps(
        {
            **more,
            "id": reference,
            "object": "event",
            "api_version": "2025-09-30.clover",
            "type": kind,
            "data": {"object": thing},
        }
    ).encode()


def signed(body: bytes, *, ago: int = 0, secrets: tuple[str, ...] = (SECRET,)) -> dict[str, str]:
    stamp = int(time.time()) - ago
    parts = [hmac.new(s.encode(), b"%d." % stamp + body, sha256).hexdigest() for s in secrets]
    return {"Stripe-Signature": ",".join([f"t={stamp}", *(f"v1={part}" for part in parts), "v0=00"])}
