import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.search.rules.fusion import refined
from lyceum.kernel.search.rules.tongue import serves

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("model", "french", "english"),
    [
        ("openai:text-embedding-3-small", True, True),
        ("ollama:bge-m3", True, True),
        ("compatible:intfloat/Multilingual-E5-base", True, True),
        ("ollama:nomic-embed-text", False, True),
        ("ollama:nomic-embed-text-v2-moe", True, True),
        ("compatible:dangvantuan/sentence-camembert-base", True, False),
        ("compatible:what-nobody-knows", False, True),
    ],
)
def test_a_model_serves_the_languages_that_its_maker_names(model: str, french: bool, english: bool) -> None:
    assert (serves(model, "fr"), serves(model, "en")) == (french, english)


def test_the_nearest_gains_a_quarter_and_what_has_no_vector_keeps_its_score() -> None:
    assert refined([0.8, 0.8, 0.8], [0.9, 0.7, None]) == pytest.approx([0.85, 0.6, 0.8])
    assert refined([0.8, 0.4], [None, None]) == [0.8, 0.4]


@given(st.lists(st.tuples(SHARES, st.none() | st.floats(-1, 1)), max_size=6))
def test_refined_scores_stay_shares_and_move_by_a_quarter_at_most(rows: list[tuple[float, float | None]]) -> None:
    scores = [score for score, _likeness in rows]
    after = refined(scores, [likeness for _score, likeness in rows])
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in after)
    assert all(abs(new - old) <= 0.25 + 1e-9 for new, old in zip(after, scores, strict=True))
