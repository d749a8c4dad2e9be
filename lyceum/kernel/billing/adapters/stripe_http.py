"""How Stripe is called, and what its refusals mean to us."""

from collections.abc import Iterator
from contextlib import contextmanager

import stripe
from django.conf import settings

from lyceum.kernel.billing.ports import VendorRefused, VendorUnavailable

_PATIENCE = (5, 20)  # seconds: to connect, to answer


def client() -> stripe.StripeClient:
    """Without tries of its own: what fails is tried again by our jobs, with the same key."""
    return stripe.StripeClient(
        str(settings.STRIPE["key"]),
        base_addresses={"api": str(settings.STRIPE["address"])},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=_PATIENCE),
    )


@contextmanager
def understood() -> Iterator[None]:
    """A key that is wrong, or a call that is still under way with the same key, is no fault of the payment: later."""
    try:
        yield
    except (stripe.CardError, stripe.InvalidRequestError) as no:
        raise VendorRefused(f"{no.code or no.http_status}: {no.user_message or ''}"[:300]) from no
    except stripe.StripeError as outage:
        raise VendorUnavailable(f"{type(outage).__name__} {outage.http_status or ''}".strip()) from outage


def absolute(address: str) -> str:
    return settings.SITE_URL + address if address.startswith("/") else address
