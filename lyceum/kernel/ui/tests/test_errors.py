import re

from django.test import Client, RequestFactory

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.ui.interface.errors import broken

HTMX = {"hx-request": "true"}


def title(content: bytes) -> str:
    return re.search(r"<h1[^>]*>([^<]*)</h1>", content.decode())[1]


def test_a_missing_page_says_so(world: World) -> None:
    answer = Client().get("/nothing/here/")
    assert (answer.status_code, title(answer.content)) == (404, "There is nothing at this address")


def test_a_missing_fragment_is_a_toast(world: World) -> None:
    answer = Client().get("/nothing/here/", headers=HTMX)
    assert answer.status_code == 404
    assert answer.content.decode().startswith('<div hx-swap-oob="beforeend:#toasts">')


def test_a_refused_page_and_a_refused_fragment(world: World) -> None:
    browser = world.browser(world.foreigners[Role.OWNER])
    page, fragment = browser.get("/ampere/today/"), browser.get("/ampere/today/", headers=HTMX)
    assert (page.status_code, title(page.content)) == (403, "You do not have access to this.")
    assert fragment.status_code == 403
    assert "<html" not in fragment.content.decode()
    assert "You do not have access to this." in fragment.content.decode()


def test_an_old_form_is_not_sent(world: World) -> None:
    answer = Client(enforce_csrf_checks=True).post("/appearance/", {"theme": "dark"})
    assert (answer.status_code, title(answer.content)) == (403, "This page has waited too long")
    assert "lyceum_theme" not in answer.cookies


def test_the_page_of_a_fault_needs_no_database_and_names_the_request() -> None:
    request = RequestFactory().get("/")
    request.request_id = "0123456789abcdef"
    answer = broken(request)
    assert (answer.status_code, title(answer.content)) == (500, "Something broke on our side")
    assert "0123456789abcdef" in answer.content.decode()
