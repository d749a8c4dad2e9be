"""Accounts of organisations at Stripe: https://docs.stripe.com/connect/express-accounts."""

from uuid import UUID

from django.conf import settings

from lyceum.kernel.billing.adapters.stripe_http import absolute, client, understood


class Accounts:
    def __init__(self) -> None:
        self.api = client().v1

    def open_account(self, organisation_id: UUID) -> str:
        with understood():
            made = self.api.accounts.create(
                {
                    "type": "express",
                    "country": str(settings.STRIPE["country"]),
                    "capabilities": {"card_payments": {"requested": True}, "transfers": {"requested": True}},
                    "metadata": {"organisation": str(organisation_id)},
                },
                {"idempotency_key": f"account:{organisation_id}"},
            )
        return str(made.id)

    def onboarding(self, account: str, return_url: str) -> str:
        """``refresh_url``: Stripe leads there when the address has served; the page makes another."""
        with understood():
            link = self.api.account_links.create(
                {
                    "account": account,
                    "refresh_url": absolute(return_url),
                    "return_url": absolute(return_url),
                    "type": "account_onboarding",
                }
            )
        return str(link.url)


def connect() -> Accounts:
    return Accounts()
