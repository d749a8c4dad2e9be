"""Two people agree on an appointment, meet by video, and everything that a call can do happens to them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.calling import (
    agree,
    arrived,
    expect_state,
    press,
    reminders_told,
    wait_for_media,
    want_to_be_told,
)
from tests.journeys.inspection import faults
from tests.journeys.visit import Visit

pytestmark = pytest.mark.journey


@pytest.mark.wish("I5", "I6", "I7", "I17", "I18", "I19", "I20")
def test_two_who_agreed_meet_by_video(visit: Callable[..., Visit]) -> None:
    ines, karim, outsider = visit("fr"), visit("fr"), visit("en")
    for who, name in ((ines, "Inès Lopez"), (karim, "Karim Benali"), (outsider, "Hélène Marchand")):
        who.sign_in(name)
    address = agree(ines, karim, "Karim Benali")
    appointment = ines.page.url.removeprefix(ines.house.address)
    _refused(outsider, address)
    told = {who: reminders_told(who) for who in (ines, karim)}
    for who in told:
        want_to_be_told(who, appointment)
    karim.go(address)
    assert faults(karim.page) == []
    ines.go(address)
    _meet(ines.page, karim.page)
    _share(ines.page, karim.page)
    _write(ines.page, karim.page)
    _hand_and_voice(ines.page, karim.page)
    _leave_and_come_back(ines.page, karim.page)
    _lose_the_network(ines, karim.page)
    _remove(ines, karim.page, address)
    attended = karim.page.request.get(karim.house(address.replace("/calls/", "/api/v1/calls/")) + "attendance").json()
    assert {each["name"] for each in attended} == {"Inès Lopez", "Karim Benali"}
    _reminded(told)


def _refused(outsider: Visit, address: str) -> None:
    outsider.expected.add(404)
    answer = outsider.page.goto(outsider.house(address))
    assert answer
    assert answer.status == 404


def _reminded(told: dict[Visit, int]) -> None:
    """Both, once, at the minute that they chose; most of it has gone by in the call."""
    for _ in range(280):
        if all(reminders_told(who) > before for who, before in told.items()):
            break
        next(iter(told)).page.wait_for_timeout(250)
    assert [reminders_told(who) - before for who, before in told.items()] == [1, 1]
    for who in told:
        who.go("/ampere/notifications/")
        expect(who.page.locator("#notifications")).to_contain_text("Les vecteurs, encore")


def _meet(guest: Page, host: Page) -> None:
    """The guest waits until the host lets them in; then pictures and voices go both ways, straight."""
    press(host, "join")
    expect_state(host, "call")
    press(guest, "join")
    expect_state(guest, "waiting")
    host.locator("[data-act=admit]").click()
    expect_state(guest, "call")
    for page in (guest, host):
        assert wait_for_media(page)["ways"] != ["relay", "relay"]
    assert faults(host, narrow=False) == []


def _share(guest: Page, host: Page) -> None:
    camera = arrived(guest)[0]["width"]
    press(host, "screen")
    expect(guest.locator(".call-tile[data-screen]:not([data-me])")).to_be_visible()
    guest.wait_for_function(f"() => document.querySelector('.call-tile[data-screen] video').videoWidth > {camera}")
    wait_for_media(guest)
    press(host, "screen")
    expect(guest.locator(".call-tile[data-screen]")).to_have_count(0)


def _write(guest: Page, host: Page) -> None:
    """Beside the faces, and counted where one does not look."""
    guest.keyboard.press("c")
    field = guest.locator("#call_talk textarea")
    expect(field).to_be_focused()
    field.fill("Le lien arrive.")
    field.press("Enter")
    expect(host.locator("[data-part=unread]")).to_have_text("1")
    press(host, "talk")
    expect(host.locator("[data-part=unread]")).to_be_hidden()
    expect(host.locator(".bubble-text", has_text="Le lien arrive.")).to_have_count(1)
    expect(guest.locator(".bubble-state.is-seen")).to_be_visible()
    assert faults(host) == []
    press(host, "people")
    expect(host.locator("#call_talk")).to_be_hidden()
    field.press("Escape")
    expect(guest.locator("[data-act=talk][aria-controls]")).to_be_focused()


def _hand_and_voice(guest: Page, host: Page) -> None:
    guest.keyboard.press("h")
    expect(host.locator(".call-tile:not([data-me]) .call-hand")).to_be_visible()
    press(host, "hands")
    expect(host.locator(".call-tile:not([data-me]) .call-hand")).to_be_hidden()
    press(host, "mute")
    expect(guest.locator("[data-part=muted]")).to_be_visible()
    assert host.evaluate("() => document.querySelector('.call-tile:not([data-me]) video').muted") is True
    press(host, "mute")
    expect(guest.locator("[data-part=muted]")).to_be_hidden()
    guest.keyboard.press("v")
    expect(host.locator(".call-tile:not([data-me])[data-seen]")).to_have_count(0)
    guest.keyboard.press("v")
    expect(host.locator(".call-tile:not([data-me])[data-seen]")).to_have_count(1)


def _leave_and_come_back(guest: Page, host: Page) -> None:
    press(guest, "leave")
    expect_state(guest, "ended")
    expect(host.locator(".call-tile")).to_have_count(1)
    press(guest, "again")
    expect_state(guest, "call")
    for page in (guest, host):
        wait_for_media(page)


def _lose_the_network(guest: Visit, host: Page) -> None:
    """The socket goes and comes; who was in the call still is, and sees the other."""
    guest.context.set_offline(True)
    guest.page.evaluate("() => document.body.dispatchEvent(new CustomEvent('live:closed', { detail: {} }))")
    expect(guest.page.locator("[data-part=lost]")).to_be_visible()
    guest.context.set_offline(False)
    guest.page.evaluate(f"() => {_LISTENING}")
    expect(guest.page.locator("[data-part=lost]")).to_be_hidden()
    wait_for_media(host)


_LISTENING = """{
  const { all } = document.querySelector('video-call').session.signals;
  document.body.dispatchEvent(new CustomEvent('live:subscribed', { detail: { subscribed: [all] } }));
}"""


def _remove(guest: Visit, host: Page, address: str) -> None:
    host.locator(".call-panel [data-act=remove]").click()
    host.locator("#confirm [data-answer=yes]").click()
    expect(guest.page.locator("video-call")).to_have_attribute("data-state", "ended", timeout=1000)
    expect(host.locator(".call-tile")).to_have_count(1)
    guest.go(address)
    expect(guest.page.locator("video-call")).to_have_count(0)
