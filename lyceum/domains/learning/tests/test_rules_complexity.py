import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.complexity import Complexity, complexity

HEADINGS = ["L’énergie cinétique", "L’énergie potentielle", "Le travail d’une force", "La vitesse"]


def test_the_parts_are_shown() -> None:
    question = "Compare l’énergie cinétique et l’énergie potentielle."
    assert complexity(question, HEADINGS, 0.8) == Complexity(3, 0.2, tuple(HEADINGS[:2]), 4, 0.2)
    assert complexity("", [], 1.0) == Complexity(1, 0.0, (), 1, 0.0)


@pytest.mark.parametrize(
    ("question", "bloom"),
    [
        ("Quand a eu lieu la bataille ?", 1),
        ("Pourquoi le ciel est-il bleu ?", 2),
        ("Peux-tu m’expliquer la photosynthèse ?", 2),
        ("Comment calculer la vitesse ?", 3),
        ("Quelle différence entre mitose et méiose ?", 4),
        ("How do these two differ?", 4),
        ("Is his choice justified?", 5),
        ("Propose an experiment", 6),
        ("ok", 1),
    ],
)
def test_the_verb_says_what_is_asked_of_the_mind(question: str, bloom: int) -> None:
    assert complexity(question, [], 1.0).bloom == bloom


@given(st.text(max_size=200), st.floats(0, 1), st.floats(0, 1))
def test_less_in_the_course_is_never_simpler(question: str, one: float, other: float) -> None:
    sure, unsure = complexity(question, HEADINGS, max(one, other)), complexity(question, HEADINGS, min(one, other))
    assert 1 <= sure.level <= unsure.level <= 5
