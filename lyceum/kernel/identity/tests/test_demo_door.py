"""Being somebody of the demo with one click: in the demo, and nowhere else."""

from typing import Any

import pytest
from django.test import Client

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.demo.accounts import accounts
from lyceum.kernel.identity.models import Person, SignIn
from lyceum.kernel.identity.tests.accounts import is_in, make_account
from lyceum.kernel.identity.tests.factories import World, make_member, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(world: World) -> Person:
    listed = accounts()[0]
    person = make_person(listed.name, listed.email)
    make_member(world.ampere, Role.TEACHER, person=person)
    return person


def test_one_click_signs_in_in_the_demo(teacher: Person, settings: Any) -> None:
    settings.DEMO = True
    browser = Client()
    page = browser.get("/account/login/").content.decode()
    assert teacher.name in page
    answer = browser.post("/account/demo/", {"person": str(teacher.id)})
    assert (answer.status_code, is_in(browser)) == (302, True)
    assert SignIn.objects.get().method == "demo"


def test_refuses_where_there_is_no_demo(teacher: Person, settings: Any) -> None:
    settings.DEMO = False
    browser = Client()
    assert teacher.name not in browser.get("/account/login/").content.decode()
    answer = browser.post("/account/demo/", {"person": str(teacher.id)})
    assert (answer.status_code, is_in(browser)) == (404, False)


@pytest.mark.parametrize("whom", ["", "nonsense", "real"])
def test_refuses_to_be_anybody_else(teacher: Person, settings: Any, whom: str) -> None:
    settings.DEMO = True
    real = make_account("real@example.org")
    browser = Client()
    answer = browser.post("/account/demo/", {"person": str(real.id) if whom == "real" else whom})
    assert (answer.status_code, is_in(browser)) == (404, False)


def test_a_page_of_another_site_signs_nobody_in(teacher: Person, settings: Any) -> None:
    settings.DEMO = True
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/account/demo/", {"person": str(teacher.id)}).status_code == 403
