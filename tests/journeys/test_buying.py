"""A ticket in under a minute on a phone; and without a script, or an account, all the same."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from tests.journeys.conftest import open_house
from tests.journeys.house import House, house_ran
from tests.journeys.inspection import faults
from tests.journeys.visit import Visit

MINUTE = 60
SHOP = "/scene/events/nuit-du-jazz/"
_FURNISHING = "from lyceum.domains.events.tests.shop import make_shop; make_shop(capacity=50, refund_until_hours=48)"


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which an organiser sells tickets for a concert."""
    folder = tmp_path_factory.mktemp("shop")
    with open_house(request, folder, "buying") as house:
        house_ran(folder, f"{connection.settings_dict['NAME']}_buying", _FURNISHING)
        yield house


@pytest.mark.journey
@pytest.mark.wish("H13")
def test_a_phone_buys_with_a_card_that_asks_for_a_confirmation(visit: Callable[..., Visit]) -> None:
    zoe = visit("fr", phone=True)
    page = zoe.go(SHOP)
    assert faults(page) == []
    started = time.monotonic()
    more = page.get_by_role("button", name=re.compile(rf"^{zoe.say('More')} · Type 1$"))
    more.click()
    more.click()
    expect(page.locator("[data-total]")).to_have_text("40,00\u00a0€")
    zoe.click("Book")
    expect(page.locator("hold-timer")).to_be_visible()
    assert faults(page) == []
    zoe.page.locator("[name=email]").fill("zoe@example.org")
    zoe.page.locator("[name=name]").fill("Zoé Lambert")
    page.locator("[name=agreed]").check()
    page.get_by_role("button", name=zoe.say("Pay %(amount)s", amount="40,00\u00a0€")).click()
    page.locator(".pick", has_text=zoe.say("Asks for confirmation")).click()
    page.locator("main form button.btn-lg").click()
    zoe.click("Yes, it is me")
    expect(zoe.heading(zoe.say("You are going!"))).to_be_visible(timeout=30_000)
    assert time.monotonic() - started < MINUTE
    expect(page.locator("svg.ticket-qr")).to_have_count(2)
    assert faults(page) == []
    letter = zoe.order_sent_to("zoe@example.org")
    assert page.url.rstrip("/").endswith(letter.rstrip("/").rpartition("/orders/")[2])


@pytest.mark.journey
def test_without_a_script_it_is_a_form_and_the_page_comes_back_by_itself(visit: Callable[..., Visit]) -> None:
    ann = visit("en", java_script_enabled=False)
    page = ann.go(SHOP)
    _typed(page, {"Type 2": "1"})
    ann.click("Book")
    page.locator("[name=email]").fill("ann@example.org")
    page.locator("[name=name]").fill("Ann Archer")
    page.locator("[name=agreed]").check()
    page.locator("form.form button.btn-lg").click()
    page.locator("main form button.btn-lg").click()
    expect(ann.heading("You are going!")).to_be_visible(timeout=30_000)
    expect(page.locator("svg.ticket-qr")).to_have_count(1)


def _typed(page: Page, numbers: dict[str, str]) -> None:
    for name, number in numbers.items():
        page.locator(f'input[data-name="{name}"]').fill(number)
