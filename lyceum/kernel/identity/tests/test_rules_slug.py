import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.identity.rules.slug import is_well_formed, slug_of, suggested


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Lycée Ampère", "lycee-ampere"), ("  Œuvre & Cie ", "oeuvre-cie"), ("日本", ""), ("A" * 60, "a" * 40)],
)
def test_a_name_becomes_an_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=80), st.sets(st.sampled_from(["a", "organisation", "organisation-2", "ecole"])))
def test_a_suggestion_is_always_usable(name: str, taken: set[str]) -> None:
    slug = suggested(name, taken)
    assert is_well_formed(slug)
    assert slug not in taken


def test_the_next_one_is_suggested_when_it_is_taken() -> None:
    assert suggested("Club", {"club", "club-2"}) == "club-3"
    assert suggested("x" * 50, {"x" * 40}) == "x" * 38 + "-2"


@pytest.mark.parametrize("slug", ["a", "-ab", "ab-", "a--b", "École", "a b", "x" * 41, ""])
def test_refuses_a_badly_formed_address(slug: str) -> None:
    assert not is_well_formed(slug)
