import pytest
from django.test import Client

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, make_member, make_person


@pytest.mark.wish("W10")
@pytest.mark.wish("W3")
def test_a_visitor_meets_lyceum(world: World) -> None:
    page = Client().get("/")
    assert page.status_code == 200
    assert "Where people come to learn together." in page.content.decode()
    assert 'style="' not in page.content.decode()


@pytest.mark.wish("W1")
def test_a_visitor_reads_their_own_language(world: World) -> None:
    page = Client().get("/", headers={"accept-language": "fr"})
    assert '<html lang="fr"' in page.content.decode()
    assert page.headers["Content-Language"] == "fr"


@pytest.mark.wish("B1")
@pytest.mark.wish("B2")
def test_an_organisation_has_its_own_first_page_in_its_own_colour(world: World) -> None:
    page = Client().get("/ampere/").content.decode()
    assert f'<h1 class="display">{world.ampere.name}</h1>' in page
    assert f"/ampere/brand.css?v={world.ampere.hue}" in page


def test_an_organisation_that_is_not_public_only_asks_to_sign_in(world: World) -> None:
    world.ampere.is_public = False
    world.ampere.save()
    answer = Client().get("/ampere/")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?next=/ampere/today/")


def test_a_member_goes_to_today(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert browser.get("/ampere/").headers["Location"] == "/ampere/today/"


def test_a_person_of_one_organisation_goes_straight_there(world: World) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    assert browser.get("/").headers["Location"] == "/ampere/today/"


def test_a_person_of_several_organisations_chooses(world: World) -> None:
    member = world.members[Role.STUDENT]
    make_member(world.nordic, Role.ATHLETE, person=member.person)
    assert world.browser(member).get("/").headers["Location"] == "/organisations/"


def test_a_person_of_none_chooses_too(world: World) -> None:
    browser = Client()
    browser.force_login(make_person("Nobody Yet"))
    assert browser.get("/").headers["Location"] == "/organisations/"


def test_a_foreigner_sees_the_public_page_only(world: World) -> None:
    browser = world.browser(world.foreigners[Role.OWNER])
    shown = browser.get("/ampere/").content.decode()
    assert "Members come by invitation" in shown
    assert "/ampere/today/" not in shown
    assert browser.get("/ampere/today/").status_code == 403
