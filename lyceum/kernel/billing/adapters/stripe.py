"""Stripe: payers pay on its hosted page (Checkout), which asks their bank for its agreement (SCA) where it must.

With Connect the money goes to the organisation's own account (a destination charge), less the fee of the installation:
https://docs.stripe.com/connect/destination-charges. What Stripe tells is read in ``stripe_events.py``.
"""

from collections.abc import Mapping
from typing import Any

from lyceum.kernel.billing.adapters import stripe_events
from lyceum.kernel.billing.adapters.stripe_http import absolute, client, understood
from lyceum.kernel.billing.adapters.stripe_reading import refund_standing, session_standing
from lyceum.kernel.billing.ports import Charge, Fact, Heard, Return, Standing, VendorRefused
from lyceum.kernel.billing.rules.stripe_amount import at_stripe

_OVER = {"expired", "complete"}


class Stripe:
    def __init__(self) -> None:
        self.api = client().v1

    def begin(self, charge: Charge) -> Standing:
        with understood():
            made = self.api.checkout.sessions.create(_session(charge), {"idempotency_key": charge.key})
        return session_standing(made.to_dict())

    def look_up(self, reference: str) -> Standing:
        return session_standing(self._session(reference))

    def cancel(self, reference: str) -> Standing:
        session = self._session(reference)
        if session["status"] in _OVER:
            return session_standing(session)
        try:
            with understood():
                self.api.checkout.sessions.expire(reference)
        except VendorRefused:  # paid in this very moment
            pass
        return self.look_up(reference)

    def refund(self, back: Return) -> Standing:
        """Stripe forgets keys after a day: what was made for this refund before is looked for first."""
        intent = self._session(back.reference).get("payment_intent") or {}
        if not intent:
            raise VendorRefused("nothing was paid")
        made = self._made(intent["id"], str(back.refund_id))
        if made is None:
            with understood():
                wanted = _refund(back, intent)
                made = self.api.refunds.create(wanted, {"idempotency_key": back.key}).to_dict()
        return refund_standing(made)

    def look_up_refund(self, reference: str) -> Standing:
        with understood():
            return refund_standing(self.api.refunds.retrieve(reference).to_dict())

    def hear(self, headers: Mapping[str, str], body: bytes) -> Heard:
        return stripe_events.hear(headers, body)

    def facts(self, content: str) -> list[Fact]:
        return stripe_events.facts(content, self._intent, self._account)

    def _session(self, reference: str) -> dict[str, Any]:
        with understood():
            found = self.api.checkout.sessions.retrieve(reference, {"expand": ["payment_intent"]})
        return found.to_dict()

    def _intent(self, reference: str) -> dict[str, Any]:
        with understood():
            return self.api.payment_intents.retrieve(reference).to_dict()

    def _account(self, reference: str) -> dict[str, Any]:
        with understood():
            return self.api.accounts.retrieve(reference).to_dict()

    def _made(self, intent: str, refund_id: str) -> dict[str, Any] | None:
        with understood():
            known = self.api.refunds.list({"payment_intent": intent, "limit": 100}).to_dict()["data"]
        return next((made for made in known if made["metadata"].get("refund") == refund_id), None)


def connect() -> Stripe:
    return Stripe()


def _session(charge: Charge) -> Any:
    metadata = {"organisation": str(charge.organisation_id), "payment": str(charge.payment_id)}
    try:
        amount, fee = (at_stripe(sum_, charge.currency) for sum_ in (charge.amount, charge.fee))
    except ValueError as fault:
        raise VendorRefused(str(fault)) from fault
    intent: dict[str, Any] = {"metadata": metadata, "description": charge.description}
    if charge.account:
        intent["transfer_data"] = {"destination": charge.account}
    if charge.account and fee:
        intent["application_fee_amount"] = fee
    price = {
        "currency": charge.currency.lower(),
        "unit_amount": amount,
        "product_data": {"name": charge.description},
    }
    return {
        "mode": "payment",
        "client_reference_id": str(charge.payment_id),
        "line_items": [{"price_data": price, "quantity": 1}],
        "success_url": absolute(charge.return_url),
        "cancel_url": absolute(charge.return_url),
        "locale": "fr" if charge.language.startswith("fr") else "en",
        "metadata": metadata,
        "payment_intent_data": intent,
        **({"customer_email": charge.email} if charge.email else {}),
    }


def _refund(back: Return, intent: dict[str, Any]) -> Any:
    """From whoever has the money: what went to the organisation comes from there, and the fee with it."""
    metadata = {
        "organisation": str(back.organisation_id),
        "payment": str(back.payment_id),
        "refund": str(back.refund_id),
    }
    amount = at_stripe(back.amount, intent["currency"].upper())
    wanted: dict[str, Any] = {"payment_intent": intent["id"], "amount": amount, "metadata": metadata}
    if intent.get("transfer_data"):
        wanted["reverse_transfer"] = True
    if intent.get("application_fee_amount"):
        wanted["refund_application_fee"] = True
    return wanted
