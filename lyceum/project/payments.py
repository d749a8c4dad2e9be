"""Who moves money (see docs/running.md). Without a provider nobody pays by card; the test bank is the demo's."""

import os
from typing import Any

STRIPE: dict[str, Any] = {
    "key": os.environ.get("STRIPE_KEY", ""),  # secret key, sk_…
    "address": os.environ.get("STRIPE_ADDRESS", "https://api.stripe.com"),
    "webhook_secrets": [s.strip() for s in os.environ.get("STRIPE_WEBHOOK_SECRETS", "").split(",") if s.strip()],
    "connect": os.environ.get("STRIPE_CONNECT", "") == "1",  # each organisation is paid on its own account
    "fee": int(os.environ.get("STRIPE_FEE", "0")),  # with Connect: the installation's part, in basis points
    "country": os.environ.get("STRIPE_COUNTRY", "FR"),
}
# Of payments that began before PAYMENT_PROVIDER changed: they are refunded, and heard of, where they were made.
PAYMENT_PROVIDERS_BEFORE = os.environ.get("PAYMENT_PROVIDERS_BEFORE", "").replace(",", " ").split()


# Where our forms may lead a payer, or an owner who connects an account.
_STRIPE_PAGES = ["https://checkout.stripe.com", "https://connect.stripe.com"]
PAYMENT_ORIGINS = _STRIPE_PAGES if os.environ.get("PAYMENT_PROVIDER") == "stripe" else []
INVOICE_PAPERS = "facturx"
