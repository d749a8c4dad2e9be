from django.test import Client

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World


def test_me_by_rest_and_graphql(world: World) -> None:
    member = world.members[Role.STUDENT]
    browser = world.browser(member)
    assert browser.get("/ampere/api/v1/me").json()["email"] == member.person.email
    answer = browser.post("/graphql", {"query": "{ me { email } }"}, content_type="application/json").json()
    assert answer == {"data": {"me": {"email": member.person.email}}}


def test_refuses_a_visitor_at_every_door(world: World) -> None:
    answer = Client().get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    answer = Client().post("/graphql", {"query": "{ me { email } }"}, content_type="application/json")
    assert answer.json()["errors"][0]["extensions"]["code"] == "not_signed_in"
