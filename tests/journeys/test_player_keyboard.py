"""A student revises with nothing but a keyboard, from the shelf to the result."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_learning import path_of, take_time
from tests.journeys.visit import Visit


@pytest.mark.journey
@pytest.mark.wish("E15", "E26")
def test_a_student_revises_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    teacher, student = visit("fr"), visit("fr")
    teacher.sign_in("Karim Benali")
    _api, path_id = path_of(teacher, "Inès")
    student.sign_in("Inès Lopez")
    student.go("/ampere/learning/profile/")
    take_time(student)
    page = student.go(f"/ampere/learning/{path_id}/")
    tab_to(page, "form[action$='/revision/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/revisions/"))
    player, form = page.locator("revision-player"), page.locator("revision-player form").first

    expect(form.locator("[name=given]")).to_be_focused()  # the field waits for the answer at once
    tab_to(page, "[data-act=hint]")
    page.keyboard.press("Space")
    expect(form.get_by_text("Un peu plus que 1.")).to_be_visible()
    tab_to(page, "[name=given]", backwards=True)
    page.keyboard.type("1,33")
    page.keyboard.press("Enter")
    onwards(page)

    expect(player).to_have_attribute("data-stage", "asking")
    expect(form.locator("[type=radio]").first).to_be_focused()
    page.keyboard.press("Space")
    while page.evaluate("document.activeElement.value") != "Faux":
        page.keyboard.press("ArrowDown")
    expect(form.get_by_label("Faux", exact=True)).to_be_checked()
    page.keyboard.press("Enter")
    onwards(page)

    expect(form.locator("[name=given]")).to_be_focused()
    page.keyboard.type("réfraction")
    page.keyboard.press("Enter")
    onwards(page)
    expect(page.locator("[data-part-of=over]")).to_be_focused()
    expect(page.locator("[data-part-of=right]")).to_have_text("3 / 3")
    tab_to(page, f"a[href$='/learning/{path_id}/']")
    page.keyboard.press("Enter")
    expect(page.get_by_text("100 %").first).to_be_visible()


def onwards(page: Page) -> None:
    """Once an answer is judged, the way on has the focus and the verdict is said."""
    expect(page.locator("revision-player [data-part-of=verdict]")).to_be_visible()
    expect(page.locator("revision-player [data-act=next]")).to_be_focused()
    page.keyboard.press("Enter")


def tab_to(page: Page, selector: str, *, backwards: bool = False) -> None:
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate("selector => document.activeElement.matches(`main ${selector}`)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with the Tab key")
