"""When the network goes, what was opened stays, and what was not is explained."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visit import Visit


@pytest.mark.journey
def test_without_a_network_a_page_says_so(visit: Callable[..., Visit]) -> None:
    student = visit("fr", phone=True)
    student.sign_in("Inès Lopez")
    page = student.go("/ampere/today/")
    page.wait_for_function("() => navigator.serviceWorker.controller || navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("() => !!navigator.serviceWorker.controller")
    student.context.set_offline(True)
    page.goto(student.house("/ampere/notices/"))
    expect(student.heading(student.say("There is no connection just now"))).to_be_visible()
    student.context.set_offline(False)
    page.goto(student.house("/ampere/notices/"))
    expect(student.heading(student.say("Notices"))).to_be_visible()
    student.troubles = [trouble for trouble in student.troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]


@pytest.mark.journey
def test_it_can_be_installed(visit: Callable[..., Visit]) -> None:
    guest = visit("en")
    page = guest.go("/ampere/")
    manifest = page.locator('link[rel="manifest"]').get_attribute("href")
    assert manifest is not None
    told = page.context.request.get(guest.house(manifest)).json()
    assert (told["name"], told["display"]) == ("Lycée Ampère", "standalone")
    sizes = {icon["sizes"] for icon in told["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for icon in told["icons"]:
        assert page.context.request.get(guest.house(icon["src"])).ok
