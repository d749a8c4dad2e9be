from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.gates import circle_in


def test_a_circle_is_named() -> None:
    assert circle_in({"a": ["b"], "b": ["c"], "c": ["b"]}) == ("b", "c")
    assert circle_in({"a": ["a"]}) == ("a",)
    assert circle_in({"a": [], "b": ["a", "z"], "c": ["a", "b"]}) == ()


@given(st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=1, max_size=8))
def test_what_requires_only_what_comes_before_has_no_circle(requires: list[list[int]]) -> None:
    chain = {at: [one for one in before if one < at] for at, before in enumerate(requires)}
    assert circle_in(chain) == ()
    assert set(circle_in({**chain, -1: [-2], -2: [-1]})) == {-1, -2}
