"""Which addresses are called: of the internet, over https, and none of the network that we stand in."""

from collections.abc import Callable
from typing import Any

import pytest

from lyceum.domains.events.actions.hook import HookText, keep_hook, try_hook
from lyceum.domains.events.models import Hook, HookDelivery
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid

Jobs = Callable[[], int]


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


def test_nobody_there_is_a_fault_like_any_other(shop: Shop, settings: Any, run_jobs: Jobs) -> None:
    settings.NOTIFY_LOCAL_SERVERS = ["127.0.0.1:9"]
    hook = keep_hook(shop.organiser, new_identifier(), HookText("http://127.0.0.1:9/", ["order.paid"]))
    try_hook(shop.organiser, hook.id)
    run_jobs()
    assert HookDelivery.objects.get().fault == "unreachable"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://169.254.169.254/latest/",
        "https://10.0.0.1/",
    ],
)
def test_no_address_in_our_own_network_is_called(shop: Shop, url: str, run_jobs: Jobs) -> None:
    hook = keep_hook(shop.organiser, new_identifier(), HookText(url, ["order.paid"]))
    try_hook(shop.organiser, hook.id)
    run_jobs()
    assert HookDelivery.objects.get().fault == "address"


@pytest.mark.parametrize("url", ["http://example.org/", "https://a@example.org/", "ftp://x", "", "https://[", "//x"])
def test_what_is_no_safe_address_is_refused(shop: Shop, url: str) -> None:
    with pytest.raises(Invalid):
        keep_hook(shop.organiser, new_identifier(), HookText(url, ["order.paid"]))
    assert Hook.objects.count() == 0
