from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.gates import (
    Gate,
    Shut,
    Standing,
    Way,
    are_dates_in_order,
    circle_in,
    progress,
    strangers_in,
    way_into,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_step_opens_when_what_it_requires_is_passed() -> None:
    gate = Gate("c", requires=("a", "b"), success=0.7)
    passed, failed, begun = Standing(4, 4, 0.7), Standing(4, 4, 0.69), Standing(4, 3, 1.0)
    assert way_into(gate, {"a": passed, "b": passed}, NOON) == Way(True)
    assert way_into(gate, {"a": passed, "b": failed}, NOON) == Way(False, Shut.REQUIRED, ("b",))
    assert way_into(gate, {"a": begun, "b": failed}, NOON) == Way(False, Shut.REQUIRED, ("a", "b"))
    assert way_into(gate, {}, NOON) == Way(True)


def test_a_step_keeps_its_dates() -> None:
    gate = Gate("a", opens=NOON, closes=NOON + HOUR)
    found = [way_into(gate, {}, NOON + at * HOUR).why for at in (-1, 0, 1)]
    assert found == [Shut.NOT_YET, None, Shut.OVER]
    assert are_dates_in_order(gate)
    assert not are_dates_in_order(Gate("a", opens=NOON, closes=NOON))


def test_a_circle_is_named() -> None:
    assert circle_in([Gate("a", ("b",)), Gate("b", ("c",)), Gate("c", ("b",))]) == ("b", "c")
    assert circle_in([Gate("a", ("a",))]) == ("a",)
    assert circle_in([Gate("a"), Gate("b", ("a",)), Gate("c", ("a", "b"))]) == ()
    assert strangers_in([Gate("a", ("b", "z")), Gate("b")]) == ("z",)


def test_progress_counts_items() -> None:
    assert progress([Standing(10, 5, 1.0), Standing(30, 5, 0.2)]) == 0.25
    assert progress([]) == 0.0
    assert progress([Standing(3, 9, 1.0)]) == 1.0
    assert [Standing(4, 1).covered, Standing().covered] == [0.25, 0.0]


@given(st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=1, max_size=8))
def test_what_requires_only_what_comes_before_has_no_circle(requires: list[list[int]]) -> None:
    gates = [Gate(str(at), tuple(str(one) for one in before if one < at)) for at, before in enumerate(requires)]
    assert circle_in(gates) == ()
    assert strangers_in(gates) == ()
    looped = [*gates, Gate("x", ("y",)), Gate("y", ("x",))]
    assert set(circle_in(looped)) == {"x", "y"}
