"""From the first page to a notice that has been read: alone at first, then with others."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.visit import Visit

PASSWORD = "quatre marches vers la cour"


@pytest.mark.journey
@pytest.mark.parametrize(("language", "phone"), [("fr", True), ("en", False)])
def test_a_newcomer_opens_an_organisation_and_is_read(visit: Callable[..., Visit], language: str, phone: bool) -> None:
    founder = visit(language, phone=phone)
    place = f"arches-{secrets.token_hex(3)}"
    sign_up(founder, "Nora Lindgren", f"nora@{place}.example")
    _open_organisation(founder, "Les Arches", place)
    _make_group(founder, place, "6e B")
    _invite_one(founder, place, f"tom@{place}.example")
    _invite_many(founder, place)
    reader = visit(language, phone=phone)
    _accept(reader, "Tom Petit", f"tom@{place}.example")
    _publish(founder, place)
    _read(reader)
    founder.page.reload()
    expect(
        founder.page.get_by_text(founder.say("Seen by %(seen)s of %(total)s", seen=1, total=1)).first
    ).to_be_visible()


def sign_up(person: Visit, name: str, email: str) -> None:
    person.go("/")
    person.click("Open your organisation", "link")
    person.fill("Your name", name)
    person.fill("E-mail address", email)
    person.fill("Password", PASSWORD)
    person.click("Continue")
    person.fill("Code from the mail", person.code_sent_to(email))
    person.click("Confirm")
    expect(person.heading(person.say("You belong to no organisation yet"))).to_be_visible()


def _open_organisation(founder: Visit, name: str, place: str) -> None:
    founder.click("Open an organisation", "link")
    founder.fill("Name", name)
    founder.fill("Address", place)
    founder.page.get_by_label(founder.say("School")).check()
    founder.click("Open it")
    founder.page.wait_for_url(f"**/{place}/today/")
    expect(founder.page.get_by_text(founder.say("Invite the first people"))).to_be_visible()


def _make_group(founder: Visit, place: str, name: str) -> None:
    founder.go(f"/{place}/groups/")
    founder.click("New group")
    founder.fill("Name", name)
    founder.click("Make the group")
    expect(founder.heading(name)).to_be_visible()


def _invite_one(founder: Visit, place: str, email: str) -> None:
    founder.go(f"/{place}/invitations/")
    founder.click("Invite", "link")
    founder.fill("E-mail address", email)
    founder.page.get_by_label("6e B").check()
    founder.click("Send the invitation")
    expect(
        founder.page.get_by_text(founder.say("The invitation to %(email)s is on its way.", email=email))
    ).to_be_visible()


def _invite_many(founder: Visit, place: str) -> None:
    founder.go(f"/{place}/invitations/list/")
    lines = "\n".join(f"p{number}@{place}.example;Pupil {number};;6e B" for number in range(3))
    founder.fill("Or paste the lines here", f"email;name;role;group\n{lines}\nnot an address;Nobody;;\n")
    founder.click("Check the list")
    expect(founder.page.get_by_text("not an address").first).to_be_visible()
    founder.page.get_by_label(founder.say("Leave out the lines with a fault")).check()
    founder.page.locator("main form button").last.click()
    expect(founder.page.get_by_text(f"p2@{place}.example").first).to_be_visible()


def _accept(guest: Visit, name: str, email: str) -> None:
    guest.page.goto(guest.invitation_sent_to(email))
    guest.click("Make an account", "link")
    guest.fill("Your name", name)
    expect(guest.field("E-mail address")).to_have_value(email)
    guest.fill("Password", PASSWORD)
    guest.click("Continue")
    guest.click("Join")
    guest.page.wait_for_url("**/today/")
    expect(_bell(guest)).to_have_text("1")  # they are welcomed


def _publish(author: Visit, place: str) -> None:
    author.go(f"/{place}/notices/new/")
    author.fill("Title", "Rendez-vous à l’arche")
    author.fill("Text", "Jeudi à 14 h, **tous**, sous la troisième.")
    expect(author.page.locator("#preview strong")).to_have_text("tous")
    author.page.get_by_label("6e B").check()
    author.click("Publish")
    expect(author.heading("Rendez-vous à l’arche")).to_be_visible()


def _read(reader: Visit) -> None:
    """The page has stood open all the time: the bell says so by itself, and leads to the notice."""
    expect(_bell(reader)).to_have_text("2")
    _bell(reader).click()
    reader.page.locator("main").get_by_text("Rendez-vous à l’arche").first.click()
    expect(reader.heading("Rendez-vous à l’arche")).to_be_visible()
    expect(_bell(reader)).to_have_text("1")


def _bell(person: Visit) -> Locator:
    return person.page.locator('header a[href$="/notifications/"]')
