"""``localstripe``, a stateful Stripe, with what it lacks added as Stripe documents it.

Its own: payment intents, cards that are declined or ask for a confirmation, charges, refunds, events, signed webhooks.
Added here, over those: Checkout Sessions (with ``POST /_payer/{session}``, which is the payer at the hosted page), keys
that make a repeat harmless (for a day), accounts, and the fields of Connect, which are kept and move nothing.
"""

import asyncio
import json
import sys
from typing import Any

from aiohttp import web
from localstripe import resources, server, webhooks
from localstripe.errors import UserError

_CONNECT = ("transfer_data", "application_fee_amount", "description")
_REFUND = ("reverse_transfer", "refund_application_fee")
_kept: dict[str, tuple[str, bytes]] = {}  # key → what was asked, and answered


class CheckoutSession(resources.StripeObject):  # type: ignore[misc]  # a library without types
    object = "checkout.session"
    _id_prefix = "cs_test_"

    def __init__(self, **asked: Any) -> None:
        super().__init__()
        self.url = f"https://checkout.stripe.com/c/pay/{self.id}"
        self.status, self.payment_status, self.payment_intent = "open", "unpaid", None
        self.metadata = asked.get("metadata") or {}
        self._asked = asked
        (line,) = asked["line_items"]
        self.currency, self.amount_total = line["price_data"]["currency"], int(line["price_data"]["unit_amount"])

    def _paid_with(self, number: str, *, is_confirmed: bool) -> str:
        """What the payer sees: paid, declined or refused."""
        if self.status != "open":
            raise UserError(400, "This session is over")
        intent = self._intent()
        card = {"number": number, "exp_month": 12, "exp_year": 2035, "cvc": "123"}
        intent.payment_method = resources.PaymentMethod(type="card", card=card).id
        intent.latest_charge = None
        try:
            intent._confirm(on_failure_now=intent._report_failure)
            if intent.next_action:
                resources.PaymentIntent._api_authenticate(intent.id, intent.client_secret, success=is_confirmed)
        except UserError:
            return "declined"
        if intent.status != "succeeded":
            return "refused"
        self.status, self.payment_status, self.url = "complete", "paid", None
        webhooks.schedule_webhook(resources.Event("checkout.session.completed", self))
        return "paid"

    def _intent(self) -> Any:
        if self.payment_intent is None:
            data = self._asked.get("payment_intent_data") or {}
            intent = resources.PaymentIntent(
                amount=self.amount_total, currency=self.currency, metadata=data.get("metadata")
            )
            for name in _CONNECT:
                setattr(intent, name, data.get(name))
            self.payment_intent = intent.id
        return resources.PaymentIntent._api_retrieve(self.payment_intent)

    @classmethod
    def _api_expire(cls, id: str) -> Any:
        session = cls._api_retrieve(id)
        if session.status != "open":
            raise UserError(400, "This Session is not in a state that can be expired")
        session.status, session.url = "expired", None
        webhooks.schedule_webhook(resources.Event("checkout.session.expired", session))
        return session


class Account(resources.StripeObject):  # type: ignore[misc]  # a library without types
    object = "account"
    _id_prefix = "acct_"

    def __init__(self, **asked: Any) -> None:
        super().__init__()
        self.metadata = asked.get("metadata") or {}


class AccountLink(resources.StripeObject):  # type: ignore[misc]  # a library without types
    object = "account_link"
    _id_prefix = "link_"

    def __init__(self, **asked: Any) -> None:
        super().__init__()
        self.url = f"https://connect.stripe.com/setup/e/{asked['account']}"


class Refund(resources.Refund):  # type: ignore[misc]  # a library without types
    """With Connect's fields, an amount that is left, and the events that Stripe sends now."""

    def __init__(self, **asked: Any) -> None:
        extra = {name: asked.pop(name, None) for name in _REFUND}
        charge = resources.PaymentIntent._api_retrieve(asked["payment_intent"]).latest_charge
        known = [r for r in resources.store.values() if isinstance(r, resources.Refund) and r.charge == charge.id]
        if int(asked["amount"]) > charge.amount - sum(r.amount for r in known):
            raise UserError(400, "Refund amount is greater than unrefunded amount on charge")
        super().__init__(**asked)
        for name, value in extra.items():
            setattr(self, name, value)
        webhooks.schedule_webhook(resources.Event("refund.created", self))


@web.middleware
async def once(request: web.Request, handler: Any) -> web.StreamResponse:
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    if not key:
        return await handler(request)  # type: ignore[no-any-return]
    asked = f"{request.path} {await request.text()}"
    if key in _kept:
        before, answer = _kept[key]
        if before != asked:
            return web.json_response({"error": {"type": "idempotency_error"}}, status=400)
        return web.Response(body=answer, content_type="application/json", headers={"Idempotent-Replayed": "true"})
    answered = await handler(request)
    if answered.status == 200:
        _kept[key] = (asked, answered.body)
    return answered  # type: ignore[no-any-return]


async def a_day_later(request: web.Request) -> web.Response:
    """Stripe forgets its keys."""
    _kept.clear()
    return web.Response()


async def payer(request: web.Request) -> web.Response:
    session = CheckoutSession._api_retrieve(request.match_info["id"])
    asked = json.loads(await request.text())
    return web.json_response({"outcome": session._paid_with(asked["card"], is_confirmed=asked["confirmed"])})


def added() -> web.Application:
    app = server.app
    app.middlewares.insert(0, once)
    for method, address, made in (
        ("POST", "/v1/checkout/sessions", server.api_create(CheckoutSession, "")),
        ("GET", "/v1/checkout/sessions/{id}", server.api_retrieve(CheckoutSession, "")),
        ("POST", "/v1/checkout/sessions/{id}/expire", server.api_extra(CheckoutSession._api_expire, "")),
        ("POST", "/v1/accounts", server.api_create(Account, "")),
        ("GET", "/v1/accounts/{id}", server.api_retrieve(Account, "")),
        ("POST", "/v1/account_links", server.api_create(AccountLink, "")),
        ("POST", "/_config/payer/{id}", payer),
        ("POST", "/_config/tomorrow", a_day_later),
    ):
        app.router.add_route(method, address, made)
    return app


def main(port: int) -> None:
    resources.Store.dump_to_disk = lambda self: None
    resources.store.clear()
    _replace_refund()
    web.run_app(added(), host="127.0.0.1", port=port, print=None, loop=asyncio.new_event_loop())


def _replace_refund() -> None:
    """Its routes were bound to the class when it was loaded."""
    made = Refund
    resources.Refund._api_create = classmethod(lambda cls, **data: made(**data))


if __name__ == "__main__":
    main(int(sys.argv[1]))
