"""One act, every door: the same plan chosen, granted and read through each."""

from collections.abc import Callable

import pytest
from django.test import Client

from lyceum.kernel.billing.models import OrganisationPlan
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, make_person

JSON = "application/json"


def by_page(browser: Client) -> None:
    answer = browser.post("/ampere/plan/choice/", {"plan": "school"})
    assert (answer.status_code, answer["Location"]) == (302, "/ampere/plan/")


def by_rest(browser: Client) -> None:
    answer = browser.put("/ampere/api/v1/plan", {"plan": "school"}, JSON)
    assert (answer.status_code, answer.json()["code"], answer.json()["cents"]) == (200, "school", 4900)


def by_graphql(browser: Client) -> None:
    query = 'mutation { choosePlan(plan: "school") { code usage { what limit } } }'
    chosen = browser.post("/ampere/graphql", {"query": query}, JSON).json()["data"]["choosePlan"]
    assert (chosen["code"], chosen["usage"][0]) == ("school", {"what": "students", "limit": "1500"})


@pytest.mark.parametrize("door", [by_page, by_rest, by_graphql])
def test_a_plan_is_chosen_through_each_door(world: World, door: Callable[[Client], None]) -> None:
    door(world.browser(world.members[Role.OWNER]))
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert OrganisationPlan.objects.get().plan == "school"


def grant_by_page(browser: Client, address: str) -> None:
    answer = browser.post(f"/{address}/", {"plan": "school", "students": "2000", "gigabytes": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"/{address}/")


def grant_by_rest(browser: Client, address: str) -> None:
    body = {"plan": "school", "granted": {"students": 2000, "storage": 1024**3}}
    assert browser.put(f"/api/v1/{address}", body, JSON).json()["usage"][0]["limit"] == 2000


def grant_by_graphql(browser: Client, address: str) -> None:
    organisation = address.split("/")[2]
    granted = f'organisationId: "{organisation}", plan: "school", room: {{students: 2000}}'
    query = f"mutation {{ grantPlan({granted}) {{ code }} }}"
    assert browser.post("/graphql", {"query": query}, JSON).json() == {"data": {"grantPlan": {"code": "school"}}}


@pytest.mark.parametrize("door", [grant_by_page, grant_by_rest, grant_by_graphql])
def test_an_operator_grants_through_each_door(world: World, door: Callable[[Client, str], None]) -> None:
    browser = Client()
    browser.force_login(make_person("Olga", "olga@example.org", is_operator=True))
    door(browser, f"operations/organisations/{world.ampere.id}/plan")
    world.owner  # noqa: B018  enters the scope of the organisation again
    row = OrganisationPlan.objects.get()
    assert (row.plan, row.granted["students"]) == ("school", 2000)


def test_owners_choose_teachers_read_students_see_nothing(world: World) -> None:
    pages = {role: world.browser(world.members[role]).get("/ampere/plan/") for role in Role}
    assert {role for role, page in pages.items() if page.status_code == 200} == {
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.TEACHER,
    }
    offered = {role for role, page in pages.items() if "Choose “School”" in page.content.decode()}
    assert offered == {Role.OWNER}


def test_a_refusal_is_said_on_the_page(world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    browser.post("/ampere/plan/choice/", {"plan": "school"})
    answer = browser.put("/ampere/api/v1/plan", {"plan": "gold"}, JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    offers = browser.get("/ampere/api/v1/plan/offers").json()
    assert [(offer["code"], offer["is_current"], offer["faults"]) for offer in offers] == [
        ("free", False, []),
        ("school", True, []),
        ("institution", False, []),
    ]


def test_the_form_of_a_grant_begins_with_what_was_granted(world: World) -> None:
    browser = Client()
    browser.force_login(make_person("Olga", "olga@example.org", is_operator=True))
    address = f"/operations/organisations/{world.ampere.id}/plan/"
    browser.post(address, {"plan": "school", "teachers": "7", "gigabytes": "3"})
    page = browser.get(address).content.decode()
    assert 'name="teachers" value="7"' in page
    assert 'name="gigabytes" value="3"' in page
    assert browser.post(address, {"plan": "gold"}).status_code == 422
