"""GraphQL: queries beyond the limits are refused before they run, quickly, however they are written."""

import json
import random
from typing import Any

import pytest
from django.test import Client
from graphql import GraphQLObjectType, get_named_type

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.graph import schema

QUERIES = 1000


def root() -> GraphQLObjectType:
    found = schema._schema.query_type
    assert found is not None
    return found


def wide(chance: random.Random) -> str:
    """More names than a query may give."""
    names = [name for name, field in root().fields.items() if not field.args]
    return "{" + " ".join(f"a{n}: {chance.choice(names)} {{ __typename }}" for n in range(chance.randint(16, 60))) + "}"


def costly(chance: random.Random) -> str:
    """A list longer than anybody can read, or lists of lists."""
    names = [name for name, field in root().fields.items() if "limit" in field.args]
    return f"{{ {chance.choice(names)}(limit: {chance.randint(5001, 10**9)}) {{ __typename }} }}"


def laughing(chance: random.Random) -> str:
    """Fragments that name one another, twice each: exponential for whoever expands them."""
    name = chance.choice([n for n, f in root().fields.items() if isinstance(get_named_type(f.type), GraphQLObjectType)])
    kind, length = get_named_type(root().fields[name].type).name, chance.randint(16, 60)
    steps = "".join(f"fragment F{n} on {kind} {{ ...F{n + 1} ...F{n + 1} }} " for n in range(length))
    return f"{{ {name} {{ ...F0 }} }} {steps} fragment F{length} on {kind} {{ __typename }}"


def long(chance: random.Random) -> str:
    """More words than a query may have."""
    return "{" + " __typename" * chance.randint(1001, 5000) + "}"


def deep(chance: random.Random) -> str:
    """Deeper than any answer; whether the fields exist does not matter to the one who weighs."""
    depth = chance.randint(9, 300)
    return "{ me " + "{ x " * depth + "{ id }" + " }" * depth + " }"


@pytest.mark.wish("O6", "Q21")
def test_a_thousand_queries_beyond_the_limits_are_refused(world: World, settings: Any) -> None:
    settings.API_LIMIT = (10**6, 1)
    browser, chance = world.browser(world.members[Role.OWNER]), random.Random(7)
    for number in range(QUERIES):
        query = [wide, costly, laughing, long, deep][number % 5](chance)
        answer = asked(browser, query)
        assert answer["data"] is None, query
        assert len(answer["errors"]) == 1


def test_what_is_within_the_limits_is_answered(world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    assert asked(browser, "{ me { name } }") == {"data": {"me": {"name": "Owner Lycée Ampère"}}}


def asked(browser: Client, query: str) -> Any:
    body = json.dumps({"query": query})
    return browser.post("/ampere/graphql", body, content_type="application/json").json()


def test_a_question_may_be_asked_by_get_and_a_change_may_not(world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    assert browser.get("/ampere/graphql", {"query": "{ me { name } }"}).status_code == 200
    answer = browser.get("/ampere/graphql", {"query": "mutation { __typename }"})
    assert (answer.status_code, b"mutations are not allowed" in answer.content) == (400, True)


def test_a_change_that_another_site_sent_is_refused_in_json(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.members[Role.OWNER].person)
    answer = browser.post("/ampere/graphql", {"query": "{ me { name } }"}, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (403, {"code": "forgery"})
