"""The main acts with nothing but a keyboard, and the palette that leads everywhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visit import Visit


@pytest.mark.journey
def test_a_teacher_publishes_by_keyboard(visit: Callable[..., Visit]) -> None:
    teacher = visit("fr")
    teacher.sign_in("Karim Benali")
    page = teacher.go("/ampere/today/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(teacher.say("Skip to the content"))
    page.keyboard.press("Enter")
    _summon(page, teacher.say("Notices"))
    expect(teacher.heading(teacher.say("Notices"))).to_be_visible()
    _tab_to(page, teacher.say("Write a notice"))
    page.keyboard.press("Enter")
    expect(teacher.heading(teacher.say("Write a notice"))).to_be_visible()
    _tab_to(page, teacher.say("Title"))
    page.keyboard.type("Au clavier seul")
    page.keyboard.press("Tab")
    page.keyboard.type("Sans souris, d’un bout à l’autre.")
    _tab_to(page, "Seconde B")
    page.keyboard.press("Space")
    _tab_to(page, teacher.say("Publish"))
    page.keyboard.press("Enter")
    expect(teacher.heading("Au clavier seul")).to_be_visible()


@pytest.mark.journey
def test_the_palette_finds_pages_people_and_notices(visit: Callable[..., Visit]) -> None:
    coach = visit("en")
    coach.sign_in("Astrid Nyberg")
    page = coach.go("/nordic/today/")
    _summon(page, "boathuose")  # mistyped, and still found
    expect(coach.heading("Welcome to the boathouse")).to_be_visible()
    _summon(page, "Signe Madsen")
    expect(page.get_by_role("heading", name="Signe Madsen")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette")).to_be_hidden()


@pytest.mark.journey
def test_a_menu_opens_and_closes_by_keyboard(visit: Callable[..., Visit]) -> None:
    student = visit("fr", phone=True)
    student.sign_in("Inès Lopez")
    page = student.go("/ampere/today/")
    menu = page.locator("header .menu, header details").last
    menu.locator("summary, button").first.focus()
    page.keyboard.press("Enter")
    account = page.get_by_role("link", name=student.say("Profile")).first
    expect(account).to_be_visible()
    page.keyboard.press("Escape")
    expect(account).to_be_hidden()


def _summon(page: Page, words: str) -> None:
    """Ctrl-K, a few letters, Enter."""
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    expect(page.locator("dialog.palette [role=option]:not([hidden])").first).to_be_visible()
    page.wait_for_timeout(600)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def _tab_to(page: Page, label: str) -> None:
    """Forward, as far as it takes; what cannot be reached so fails."""
    for _ in range(80):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? ''; }"
        )
        if named.strip().startswith(label):
            return
    raise AssertionError(f"{label!r} cannot be reached with the Tab key")
