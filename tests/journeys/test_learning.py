"""A teacher's path is revised by a student on a phone: without a network in the middle, with the tutor beside."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visit import Visit

COURSE = """# Optique

La réfraction est le changement de direction d'un rayon lumineux à la surface entre deux milieux transparents.
L'indice de réfraction de l'eau vaut 1,33.
"""
QUESTIONS: list[dict[str, Any]] = [
    {"kind": "number", "prompt": "Indice de l’eau ?", "answers": ["1,33"], "hints": ["Un peu plus que 1."]},
    {
        "kind": "truth",
        "prompt": "La lumière tourne.",
        "choices": [{"text": "Vrai", "is_right": False}, {"text": "Faux", "is_right": True}],
    },
    {"kind": "short", "prompt": "Comment dit-on qu’un rayon change de direction ?", "answers": ["réfraction"]},
]


class Api:
    """What a page's own requests may do, in its browser's name."""

    def __init__(self, visit: Visit) -> None:
        page = visit.go("/ampere/learning/")
        told = page.locator("body").get_attribute("hx-headers:inherited")
        self.visit = visit
        self.headers = {"X-CSRFToken": json.loads(told or "{}")["X-CSRFToken"], "Referer": visit.house("/ampere/")}

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        if body is not None:
            more |= {"data": body}
        address = self.visit.house(f"/ampere/api/v1{path}")
        answer = self.visit.context.request.fetch(address, method=method, headers=self.headers, **more)
        assert answer.ok, (answer.status, answer.text())
        return answer.json()


def path_of(teacher: Visit, student: str) -> tuple[Api, str]:
    """Made, with a course that has been read and questions that are accepted; given to the student."""
    api = Api(teacher)
    person = api("GET", f"/members?search={student}")["items"][0]["person_id"]
    body = {"name": "Optique en voyage", "student_ids": [person], "steps": [{"title": "Réfraction"}]}
    path = api("POST", "/learning-paths", body)
    file = {"name": "Optique.md", "mimeType": "text/markdown", "buffer": COURSE.encode()}
    document = api("POST", "/documents", multipart={"file": file})["id"]
    api("POST", f"/learning-paths/{path['id']}/documents", {"document_id": document})
    for content in QUESTIONS:
        api("POST", f"/learning-steps/{path['steps'][0]['id']}/items", {"content": content})
    for _ in range(60):
        if api("GET", f"/documents/{document}")["state"] == "ready":
            break
        time.sleep(0.5)
    api("PUT", f"/learning-paths/{path['id']}/activation")
    return api, path["id"]


@pytest.mark.journey
@pytest.mark.wish("E15", "E17", "E19")
def test_a_student_revises_on_a_phone_loses_the_network_and_nothing_else(visit: Callable[..., Visit]) -> None:
    teacher, student = visit("fr"), visit("fr", phone=True)
    teacher.sign_in("Karim Benali")
    api, path_id = path_of(teacher, "Inès")
    student.sign_in("Inès Lopez")
    page = student.go("/ampere/learning/profile/")
    take_time(student)
    student.go(f"/ampere/learning/{path_id}/")
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.locator("main form[action$='/revision/'] button").first.click()
    page.wait_for_url(re.compile("/revisions/"))
    page.wait_for_function("() => !!navigator.serviceWorker.controller")
    player, form = page.locator("revision-player"), page.locator("revision-player form").first

    form.locator("[data-act=hint]").click()
    expect(form.get_by_text("Un peu plus que 1.")).to_be_visible()
    form.locator("[name=given]").fill("1.33")
    student.click("Check")
    expect(form.locator("[data-part-of=verdict]")).to_contain_text(student.say("The same, written another way."))
    ask(page, "Quelle est la réfraction d’un rayon lumineux ?")
    expect(page.locator("ask-tutor .citation").first).to_contain_text("changement de direction")
    next_question(page)

    page.wait_for_function("() => caches.open('pages').then((kept) => kept.match(location.href)).then(Boolean)")
    student.context.set_offline(True)
    page.reload()
    expect(player).to_have_attribute("data-stage", "asking")
    form.get_by_label("Faux", exact=True).check()
    student.click("Check")
    expect(page.locator("[data-part-of=waiting]")).to_be_visible()
    next_question(page)
    student.context.set_offline(False)
    expect(page.locator("[data-part-of=waiting]")).to_be_hidden()

    form.locator("[name=given]").fill("rebond")
    student.click("Check")
    next_question(page)
    form.locator("[name=given]").fill("refraction")  # it came back at once: nothing else is left
    student.click("Check")
    expect(form.locator("[data-part-of=verdict]")).to_contain_text(student.say("Mind the accents."))
    next_question(page)
    expect_result(page)
    page.wait_for_timeout(500)
    student.go(f"/ampere/learning/{path_id}/")
    expect(page.get_by_text("67 %")).to_be_visible()
    asked = api("GET", f"/learning-paths/{path_id}/questions")
    assert [(one["outcome"], len(one["citations"]) > 0) for one in asked] == [("quoted", True)]
    lost = ("ERR_INTERNET_DISCONNECTED", "htmx:error")  # the shell asks for its badges, and hears nothing
    student.troubles = [trouble for trouble in student.troubles if not any(word in trouble for word in lost)]


def expect_result(page: Page) -> None:
    expect(page.locator("[data-part-of=right]")).to_have_text("2 / 3")
    expect(page.locator("[data-part-of=missed] li")).to_have_count(1)
    expect(page.locator("[data-part-of=coming-all] [data-day]")).to_contain_text(re.compile(r"\w+ \d+ \w+"))


def take_time(student: Visit) -> None:
    """The demo may have used up the day's usual share."""
    student.page.locator("[name=new_per_day]").fill("60")
    student.page.locator("[name=daily_minutes]").fill("120")
    student.click("Keep")


def ask(page: Page, question: str) -> None:
    page.locator("ask-tutor textarea").fill(question)
    page.locator("ask-tutor form[data-act=ask] button").click()


def next_question(page: Page) -> None:
    page.locator("[data-act=next]").click()
