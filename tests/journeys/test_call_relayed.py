"""Where nobody shall learn anybody's address, or no straight way is open, everything goes through the TURN server."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.calling import agree, expect_state, press, wait_for_media
from tests.journeys.conftest import open_house
from tests.journeys.house import House
from tests.journeys.turn import SECRET, turn_server
from tests.journeys.visit import Visit

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with turn_server(tmp_path_factory.mktemp("turn")) as address:
        settings = {"TURN_URLS": address, "TURN_SECRET": SECRET, "TURN_ONLY": "1"}
        with open_house(request, tmp_path_factory.mktemp("house"), "relayed", **settings) as house:
            yield house


@pytest.mark.wish("I6")
def test_two_meet_through_the_turn_server(visit: Callable[..., Visit]) -> None:
    ines, karim = visit("fr", phone=True, dark=True), visit("fr")
    ines.sign_in("Inès Lopez")
    karim.sign_in("Karim Benali")
    address = agree(ines, karim, "Karim Benali")
    for who in (karim, ines):
        who.go(address)
        press(who.page, "join")
    karim.page.locator("[data-act=admit]").click()
    for who in (ines, karim):
        expect_state(who.page, "call")
        assert wait_for_media(who.page)["ways"] == ["relay", "relay"]
