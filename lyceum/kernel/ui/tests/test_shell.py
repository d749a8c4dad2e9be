import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse, set_script_prefix

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.ui.interface.context import context
from lyceum.kernel.ui.interface.shell import sections_for

MENU = [
    MenuEntry("Open to all", "ui:today", "house", order=1, on_phone_bar=True),
    MenuEntry("For those who may", "ui:design", "star", permission="identity.change_organisation", section="manage"),
]


@pytest.fixture
def small_menu(monkeypatch: Any) -> None:
    monkeypatch.setattr(registry, "menu", lambda: MENU)


def labels(sections: Any) -> list[str]:
    return [str(link.label) for section in sections for link in section.links]


def test_the_menu_shows_what_the_role_may_open(world: World, small_menu: None) -> None:
    assert labels(sections_for(world.owner, "/")) == ["Open to all", "For those who may"]
    assert labels(sections_for(world.student, "/")) == ["Open to all"]
    assert labels(sections_for(world.visitor, "/")) == []


def test_the_menu_knows_where_one_is(world: World, small_menu: None) -> None:
    owner = world.owner
    set_script_prefix("/ampere/")
    links = [link for section in sections_for(owner, "/ampere/design/?q=1") for link in section.links]
    set_script_prefix("/")
    assert [(link.url, link.is_here) for link in links] == [("/ampere/today/", False), ("/ampere/design/", True)]


def test_every_entry_of_the_real_menu_leads_somewhere() -> None:
    addresses = [reverse(entry.url_name) for entry in registry.menu()]
    assert len(addresses) == len(registry.menu()) > 0


def test_the_shell_asks_the_database_nothing(world: World, django_assert_num_queries: Any) -> None:
    for role in (Role.OWNER, Role.STUDENT):
        request: Any = RequestFactory().get("/today/")
        request.organisation, request.caller, request.user = (
            world.ampere,
            world.as_role(role),
            world.members[role].person,
        )
        with django_assert_num_queries(0):
            names = context(request)
            assert names["shell"].sections
            assert names["shell"].dock


def test_badges_are_counted_apart(world: World, monkeypatch: Any) -> None:
    badges = {"ui:today": lambda caller: 3, "ui:design": lambda caller: 0}
    monkeypatch.setattr(registry, "rooms", lambda: {"test": Contributions(menu=MENU, badges=badges)})
    fragment = world.browser(world.members[Role.STUDENT]).get("/ampere/today/badges/").content.decode()
    places = re.findall(r'hx-swap-oob="innerHTML:\[data-badge=([\w-]+)\]">(?:<span class="count">(\d+))?', fragment)
    assert places == [("ui-today", "3"), ("ui-design", "")]
    page = world.browser(world.members[Role.STUDENT]).get("/ampere/today/").content.decode()
    assert 'data-badge="ui-today"' in page


def test_the_dock_has_at_most_four_places(world: World, monkeypatch: Any) -> None:
    many = [MenuEntry(str(n), "ui:today", "house", order=n, on_phone_bar=True) for n in range(6)]
    monkeypatch.setattr(registry, "rooms", lambda: {"test": Contributions(menu=many)})
    request: Any = RequestFactory().get("/")
    request.organisation, request.caller, request.user = world.ampere, world.student, world.members[Role.STUDENT].person
    assert [link.label for link in context(request)["shell"].dock] == ["0", "1", "2", "3"]


@pytest.mark.wish("B2")
def test_a_visitor_chooses_a_theme_for_the_device(world: World) -> None:
    browser = Client()
    answer = browser.post("/appearance/", {"theme": "dark"}, headers={"referer": "http://testserver/design/"})
    assert answer.headers["Location"] == "http://testserver/design/"
    assert '<html lang="en" data-theme="dark">' in browser.get("/design/").content.decode()


def test_a_person_keeps_theme_and_language_on_every_device(world: World) -> None:
    member = world.members[Role.STUDENT]
    world.browser(member).post("/ampere/appearance/", {"theme": "dark", "language": "fr"})
    member.person.refresh_from_db()
    assert (member.person.theme, member.person.language) == ("dark", "fr")
    page = world.browser(member).get("/ampere/today/").content.decode()
    assert '<html lang="fr" data-theme="dark">' in page


def test_an_unknown_theme_changes_nothing(world: World) -> None:
    member = world.members[Role.STUDENT]
    answer = world.browser(member).post("/appearance/", {"theme": "neon", "language": "xx"})
    member.person.refresh_from_db()
    assert (member.person.theme, member.person.language) == ("system", "en")
    assert not {"lyceum_theme", "lyceum_language"} & set(answer.cookies)


def test_never_sends_anybody_to_another_host(world: World) -> None:
    answer = Client().post("/appearance/", {"theme": "dark"}, headers={"referer": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_the_quiet_answer_has_no_page(world: World) -> None:
    assert Client().post("/appearance/", {"theme": "dark"}, headers={"x-quiet": "1"}).status_code == 204
