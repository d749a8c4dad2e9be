"""As many as a mesh holds: each of six sees and hears each of the five others, in small pictures."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection

from lyceum.kernel.identity.demo.script import email_of
from tests.journeys.calling import agree, arrived, expect_state, press
from tests.journeys.conftest import open_house
from tests.journeys.house import House, owner_and_app
from tests.journeys.visit import Visit

pytestmark = [pytest.mark.journey, pytest.mark.slow]
OTHERS = ("Hélène Marchand", "Olivier Garnier", "Julien Caron")
BY_CODE = "Louise Girard"
FRAMES, PATIENCE = 5, 150
_SEATS = """
INSERT INTO video_seat (id, created_at, organisation_id, room_id, person_id, role, muted_by_host)
SELECT gen_random_uuid(), now(), room.organisation_id, room.id, person.id, 'host', false
FROM video_room AS room, identity_person AS person WHERE room.code = %s AND person.email = ANY(%s)
"""


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(request, tmp_path_factory.mktemp("house"), "six") as house:
        yield house


@pytest.mark.wish("I6")
def test_six_see_and_hear_one_another(visit: Callable[..., Visit]) -> None:
    ines, karim, *others = people = [visit("fr") for _ in range(6)]
    for who, name in zip(people, ("Inès Lopez", "Karim Benali", *OTHERS), strict=False):
        who.sign_in(name)
    _sign_in_by_code(others[-1], email_of(BY_CODE))
    address = agree(ines, karim, "Karim Benali")
    _give_seats(address, (*OTHERS, BY_CODE))
    for who in (karim, *others, ines):
        who.go(address)
        press(who.page, "join")
    karim.page.locator("[data-act=admit]").click()
    for who in people:
        expect_state(who.page, "call")
    for who in people:
        _wait_for_all(who)
    assert {each["width"] <= 320 for who in people for each in arrived(who.page)} == {True}
    assert {bool(each["voice"]) for who in people for each in arrived(who.page)} == {True}


def _give_seats(address: str, names: tuple[str, ...]) -> None:
    """An appointment is of two: nothing opens a room for more yet, though a room holds them."""
    owner, _app = owner_and_app(f"{connection.settings_dict['NAME']}_six")
    with psycopg.connect(owner) as database:
        given = database.execute(_SEATS, [address.rstrip("/").rpartition("/")[2], [email_of(name) for name in names]])
        assert given.rowcount == len(names)


def _sign_in_by_code(person: Visit, email: str) -> None:
    person.go("/account/login/code/")
    person.fill("E-mail address", email)
    person.click("Send me a code")
    person.fill("Code from the mail", person.code_sent_to(email))
    person.click("Sign in")
    person.page.wait_for_url(lambda url: "/account/" not in url)


def _wait_for_all(who: Visit) -> None:
    """Until from each of the five so many frames were drawn."""
    for _ in range(PATIENCE * 2):
        frames = [each["frames"] or 0 for each in arrived(who.page)]
        if len(frames) == 5 and min(frames) >= FRAMES:
            return
        who.page.wait_for_timeout(500)
    raise AssertionError(f"too little came: {arrived(who.page)}")
