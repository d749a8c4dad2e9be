"""What one does, others see before their eyes: places in the shop, people at the door, with and without a network."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import connection
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import open_house
from tests.journeys.house import House, house_ran
from tests.journeys.inspection import faults
from tests.journeys.test_messages import SOCKETS, forgive_the_network, offline
from tests.journeys.visit import Visit

pytestmark = pytest.mark.journey
Visitors = Callable[..., Visit]
EVENT = UUID("019ab000-0000-7000-8000-000000000001")
SHOP, EVENING = "/northside/events/open-rehearsal/", "/northside/events/evening/"
DOOR = f"/northside/organise/{EVENT}/door/"
FURNISHING = f"""
from lyceum.domains.events.tests.shop import add_quota, add_type, make_event
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation
organisation = Organisation.objects.get(slug="northside")
scope.enter(organisation.id, None)
for slug, fields in (("open-rehearsal", {{}}), ("evening", {{"id": "{EVENT}"}})):
    event = make_event(organisation, slug=slug, title="Open rehearsal", **fields)
    add_quota(event, 12, add_type(event, "Entry", 0))
"""


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which an organiser gives twelve places away."""
    folder = tmp_path_factory.mktemp("live")
    with open_house(request, folder, "live") as house:
        house_ran(folder, f"{connection.settings_dict['NAME']}_live", FURNISHING)
        yield house


def test_whoever_looks_sees_at_once_what_another_takes(visit: Visitors) -> None:
    ann, bob = visit("en"), visit("fr", phone=True)
    page = ann.page
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () =>"
        " document.body.addEventListener('live:subscribed', () => document.body.setAttribute('data-heard', '')))"
    )
    ann.go(SHOP)
    expect(page.locator("body[data-heard]")).to_be_attached()
    left, number = page.locator("[data-left]"), page.locator(".stepper input")
    expect(left).to_have_text("")
    number.fill("10")
    take(bob, SHOP, "Bob Baker", "bob@example.org", many=3)
    expect(left).to_have_text("9 left", timeout=5_000)  # long before it would have asked by itself
    expect(number).to_have_value("9")


def test_a_ticket_let_in_twice_without_a_network_is_seen_on_every_device(visit: Visitors) -> None:
    take(visit("en"), EVENING, "Ada Archer", "ada@example.org")
    take(visit("en"), EVENING, "Cleo Carter", "cleo@example.org")
    here, there = at_the_door(visit), at_the_door(visit)
    assert faults(here.page) == []
    let_in(here, "Cleo Carter")
    expect(there.page.locator("[data-admitted]")).to_have_text("1")
    offline(there, True)
    let_in(there, "Ada Archer")
    expect(there.page.locator("[data-part=offline]")).to_be_visible()
    expect(there.page.locator("[data-part=waiting]")).to_contain_text("1")
    let_in(here, "Ada Archer")
    expect(conflicts(here)).to_have_count(0)
    offline(there, False)
    expect(conflicts(there)).to_contain_text("Ada Archer")
    expect(conflicts(here)).to_contain_text("Ada Archer")
    expect(there.page.locator("[data-part=waiting]")).to_be_hidden()
    expect(here.page.locator("[data-admitted]")).to_have_text("2")
    let_in(there, "Cleo Carter", says="Already inside")
    forgive_the_network(there)
    here.page.reload()
    here.click("Looked into")
    expect(here.page.get_by_text("Somebody has looked into it.")).to_be_visible()


def test_the_desk_for_guests_and_another_date_and_what_a_guest_sees(visit: Visitors) -> None:
    daniel, guest = visit("en"), visit("fr", phone=True)
    daniel.sign_in("Daniel Okafor")
    page = daniel.go(f"/northside/organise/{EVENT}/guests/")
    assert faults(page) == []
    page.locator("[name=name]").fill("Dora Dale")
    page.locator("[name=email]").fill("dora@example.org")
    page.locator("[name=quantity]").fill("2")
    daniel.click("Invite")
    expect(page.locator(".list").first).to_contain_text("Dora Dale")
    assert faults(page) == []
    assert faults(daniel.go(f"/northside/organise/{EVENT}/postponement/")) == []
    order = guest.order_sent_to("dora@example.org")
    path = order[order.index("/northside/") :]
    for place in ("", "names/", "privacy/"):
        assert faults(guest.go(f"{path}{place}")) == []
        expect(guest.page.locator("h1")).to_be_visible()


def take(somebody: Visit, shop: str, name: str, email: str, many: int = 1) -> None:
    """Free tickets, as anybody takes them."""
    page = somebody.go(shop)
    page.locator(".stepper input").fill(str(many))
    somebody.click("Book")
    page.locator("[name=email]").fill(email)
    page.locator("[name=name]").fill(name)
    page.locator("[name=agreed]").check()
    page.locator("form.form button.btn-lg").click()
    expect(somebody.heading(somebody.say("You are going!"))).to_be_visible()


def at_the_door(visit: Visitors) -> Visit:
    somebody = visit("en", phone=True)
    somebody.context.add_init_script(SOCKETS)
    somebody.sign_in("Daniel Okafor")
    somebody.go(DOOR)
    somebody.page.wait_for_function("() => document.querySelector('door-desk')?.store?.fetched")
    somebody.page.wait_for_function("() => window.sockets.some((socket) => socket.readyState === 1)")
    return somebody


def let_in(somebody: Visit, name: str, says: str = "Come in") -> None:
    field = somebody.page.locator("[data-part=code]")
    field.fill(name)
    field.press("Enter")
    expect(somebody.page.locator("[data-part=verdict]")).to_contain_text(says)
    expect(somebody.page.locator("[data-part=verdict]")).to_contain_text(name)


def conflicts(somebody: Visit) -> Locator:
    return somebody.page.locator("[data-part=conflicts] .alert")
