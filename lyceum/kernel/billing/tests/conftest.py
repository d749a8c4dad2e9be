from collections.abc import Iterator
from typing import Any

import pytest

from lyceum.kernel.billing.tests.stripe_fixture import KEY, SECRET, StripeServer, stripe_server


@pytest.fixture(scope="session")
def stripe_running() -> Iterator[StripeServer]:
    with stripe_server() as running:
        yield running


@pytest.fixture
def stripe_at(stripe_running: StripeServer, settings: Any) -> StripeServer:
    """This installation takes cards through it."""
    settings.PROVIDERS = {**settings.PROVIDERS, "payment": "stripe"}
    settings.STRIPE = {**settings.STRIPE, "key": KEY, "address": stripe_running.address, "webhook_secrets": [SECRET]}
    return stripe_running
