import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.search.rules.highlight import Segment, excerpt, highlighted
from lyceum.kernel.search.rules.trigram import LIKENESS, likeness, trigrams
from lyceum.kernel.search.rules.words import searchable, words_of

texts = st.text(max_size=80)


def test_trigrams_of_a_word() -> None:
    assert trigrams("Été") == {"  e", " et", "ete", "te "}


@pytest.mark.wish("M1", "M4")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("etiene dupnt", "Étienne Dupont"),
        ("kalandrier", "Calendrier"),
        ("squatt", "Squat"),
        ("Benalli", "Karim Benali"),
    ],
)
def test_a_slip_of_the_finger_stays_close(typed: str, meant: str) -> None:
    assert likeness(trigrams(typed), trigrams(meant)) >= LIKENESS


@pytest.mark.parametrize(("typed", "other"), [("piano", "Squat"), ("dupont", "Durand"), ("", "Durand")])
def test_another_word_is_not_close(typed: str, other: str) -> None:
    assert likeness(trigrams(typed), trigrams(other)) < LIKENESS


@given(texts, texts)
def test_likeness_is_a_share(typed: str, found: str) -> None:
    assert 0.0 <= likeness(trigrams(typed), trigrams(found)) <= 1.0
    assert likeness(trigrams(typed), trigrams(typed)) == (1.0 if typed.split() and trigrams(typed) else 0.0)


@given(texts)
def test_a_text_is_found_by_its_own_words_whatever_their_case_and_accents(text: str) -> None:
    assert words_of(text) == words_of(normal(text)) == words_of(searchable(text))
    assert set(words_of(text)) <= set(searchable(text).split())


@given(texts, st.lists(st.text(min_size=1, max_size=6), max_size=3))
def test_segments_joined_again_are_the_text(text: str, typed: list[str]) -> None:
    assert "".join(segment.text for segment in highlighted(text, words_of(" ".join(typed)))) == text


def test_marks_the_words_in_any_form() -> None:
    assert highlighted("Les séances d’Étienne", ["seance", "etienne"]) == [
        Segment("Les "),
        Segment("séances", marked=True),
        Segment(" d’"),
        Segment("Étienne", marked=True),
    ]


def test_an_excerpt_begins_near_what_was_found() -> None:
    text = "mot " * 60 + "trésor caché ici " + "mot " * 60
    shown = excerpt(text, ["tresor"], 60)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "trésor caché ici" in shown
    assert len(shown) <= 62
    assert excerpt("court", ["absent"]) == "court"


@given(texts)
def test_a_normal_text_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)
