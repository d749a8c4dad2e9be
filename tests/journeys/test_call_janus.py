"""A call that Janus carries: the same page, the same people, one connection each."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from lyceum.kernel.video.tests.janus_server import JanusServer
from tests.journeys.calling import agree, expect_state, press, wait_for_media
from tests.journeys.conftest import open_house
from tests.journeys.house import House
from tests.journeys.visit import Visit

pytestmark = [pytest.mark.journey, pytest.mark.program("janus")]


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    janus = JanusServer(tmp_path_factory.mktemp("janus"))
    settings = {f"JANUS_{name.upper()}": value for name, value in janus.settings.items()}
    carried = {"VIDEO_PROVIDER": "janus", "VIDEO_MESH_UP_TO": "1"}
    try:
        with open_house(request, tmp_path_factory.mktemp("house"), "janus", **settings, **carried) as house:
            yield house
    finally:
        janus.stop()


@pytest.mark.wish("I6")
def test_two_meet_through_janus(visit: Callable[..., Visit]) -> None:
    ines, karim = visit("fr"), visit("fr")
    ines.sign_in("Inès Lopez")
    karim.sign_in("Karim Benali")
    address = agree(ines, karim, "Karim Benali")
    for who in (karim, ines):
        who.go(address)
        press(who.page, "join")
    karim.page.locator("[data-act=admit]").click()
    for who in (ines, karim):
        expect_state(who.page, "call")
        wait_for_media(who.page)
    press(ines.page, "leave")
    expect(karim.page.locator(".call-tile")).to_have_count(1)
    press(ines.page, "again")
    for who in (ines, karim):
        expect_state(who.page, "call")
        wait_for_media(who.page)
