"""A query's weight is known before it runs, however it is written."""

import time

import pytest
import strawberry
from graphql import parse
from hypothesis import given, settings
from hypothesis import strategies as st
from strawberry.extensions import MaxTokensLimiter

from lyceum.kernel.foundation.interface.graph import Bounds, Schema, refused
from lyceum.kernel.foundation.interface.weight import Scales, Weight
from lyceum.kernel.foundation.tests.lamps import Query

SCHEMA = Schema(
    query=Query, extensions=[lambda: MaxTokensLimiter(max_token_count=1000), lambda: Bounds(Weight(6, 500, 5))]
)


def weigh(query: str, **variables: object) -> tuple[int, int, int]:
    weight = Scales(SCHEMA._schema, parse(query), variables).weight()
    return weight.depth, weight.cost, weight.aliases


@pytest.mark.parametrize(
    ("query", "weight"),
    [
        ("{ lamp { id } }", (1, 2, 0)),
        ("{ a: lamp { id } b: lamp { id } }", (1, 4, 2)),
        ("{ lamp { bulbs(limit: 3) { watts } } }", (2, 1 + 1 + 3, 0)),
        ("{ lamp { bulbs { watts } } }", (2, 1 + 1 + 10, 0)),
        ("{ lamp { bulbs(limit: -9) { watts } } }", (2, 3, 0)),
        ("{ lamp { neighbours { id } } }", (2, 1 + 1 + 20, 0)),
        ("{ lamps(limit: 5) { items { id } next } }", (2, 1 + 5 * (1 + 1 + 1), 0)),
        ("{ lamp { ...F } } fragment F on LampType { bulbs(limit: 2) { watts } }", (2, 1 + 1 + 2, 0)),
        ("{ lamp { ... { id } } }", (1, 2, 0)),
        ("{ lamp { ...F } } fragment F on LampType { id ...F }", (1, 2, 0)),
        ("{ __schema { types { name } } lamp { id } }", (1, 3, 0)),
        ("{ nothing { like { this } } }", (2, 3, 0)),
    ],
)
def test_a_query_weighs_what_it_may_answer(query: str, weight: tuple[int, int, int]) -> None:
    assert weigh(query) == weight


def test_a_limit_may_be_a_variable() -> None:
    query = "query Q($n: Int) { lamp { bulbs(limit: $n) { watts } } }"
    assert weigh(query, n=50) == (2, 52, 0)
    assert weigh(query) == (2, 22, 0)


def test_fragments_that_double_one_another_are_weighed_at_once() -> None:
    laughs = "".join(f"fragment F{n} on LampType {{ ...F{n + 1} ...F{n + 1} }} " for n in range(60))
    query = f"{{ lamp {{ ...F0 }} }} {laughs} fragment F60 on LampType {{ id }}"
    started = time.perf_counter()
    assert weigh(query)[1] == 1 + 2**60
    refused = SCHEMA.execute_sync(query)
    assert time.perf_counter() - started < 1
    assert [e.extensions["code"] for e in refused.errors or []] == ["too_costly"]


def _nested(depth: int) -> str:
    return "{ lamp " + "{ bulbs { lamp " * depth + "{ id }" + " } }" * depth + " }"


@settings(max_examples=200, deadline=None)
@given(st.integers(3, 60), st.integers(0, 200), st.sampled_from(["deep", "long", "wide"]))
def test_what_is_beyond_the_bounds_is_refused_before_it_runs(size: int, more: int, way: str) -> None:
    queries = {
        "deep": _nested(size),
        "long": f"{{ lamp {{ bulbs(limit: {500 + more}) {{ watts }} }} }}",
        "wide": "{" + " ".join(f"a{n}: lamp {{ id }}" for n in range(size + 3)) + "}",
    }
    answer = SCHEMA.execute_sync(queries[way])
    assert answer.data is None
    assert len(answer.errors or []) == 1


def test_what_is_within_the_bounds_is_answered() -> None:
    answer = SCHEMA.execute_sync("{ lamp { bulbs(limit: 3) { watts } } }")
    assert (answer.data, answer.errors) == ({"lamp": {"bulbs": [{"watts": 40}] * 3}}, None)


def test_the_usual_introspection_is_answered() -> None:
    schema = strawberry.Schema(query=Query, extensions=[lambda: Bounds(Weight(6, 500, 5))])
    assert "__schema" in schema.introspect()


@pytest.mark.parametrize("query", ["{ lamp { colour } }", "{ lamp { bulbs(limit: GREEN) { watts } } }", "{ lamp {"])
def test_a_wrong_query_is_not_an_accident_of_ours(query: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = SCHEMA.execute_sync(query)
    for error in answer.errors or []:
        refused(error)
    assert {error.extensions["code"] for error in answer.errors or []} == {"invalid"}
    assert caplog.records == []
