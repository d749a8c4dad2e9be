from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.search.rules.covering import Sentence, best, coverage
from lyceum.kernel.search.rules.fusion import fused
from lyceum.kernel.search.rules.grams import grams, likenesses
from lyceum.kernel.search.rules.language import language_of
from lyceum.kernel.search.rules.passage import MOST, passages
from lyceum.kernel.search.rules.question import question_words, saying
from lyceum.kernel.search.rules.reading import PageText, Reason, Unreadable, format_of, refuse_size
from lyceum.kernel.search.rules.section import LONGEST_SECTION, gathered
from lyceum.kernel.search.rules.sentence import sentences
from lyceum.kernel.search.rules.spelling import may_be_slip, one_slip_away
from lyceum.kernel.search.rules.weight import rarity

texts = st.text(st.sampled_from("aé b.,!?\n-–1"), max_size=400)
words = st.text(st.sampled_from("abcdef"), min_size=2, max_size=8)


@given(texts)
def test_passages_hold_every_sentence_once_and_in_order(text: str) -> None:
    found = passages(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    left = "".join(text[start:end] for start, end in found)
    assert "".join(left.split()) == "".join(text.split())


def test_passages_are_neither_short_nor_long() -> None:
    page = " ".join(f"La phrase numéro {n} parle de la lumière et de son chemin." for n in range(90))
    lengths = [len(page[start:end].split()) for start, end in passages(page)]
    assert (len(lengths), sum(lengths)) == (7, 1080)
    assert all(80 <= length <= MOST for length in lengths)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("M. Dupont vit à Lyon. Il a 12,5 ans !", ["M. Dupont vit à Lyon.", "Il a 12,5 ans !"]),
        ("cf. p. 12 du livre. « Oui. » dit-il.", ["cf. p. 12 du livre.", "« Oui. »", "dit-il."]),
        ("Titre\n\nUn texte\n- un\n- deux", ["Titre", "Un texte", "- un", "- deux"]),
        ("J. S. Bach et etc. Fin", ["J. S. Bach et etc. Fin"]),
        ("  ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@given(words, st.integers(0, 7), st.sampled_from("abcdefz"))
def test_every_slip_is_undone_by_another(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    slips = {word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]}
    slips |= {word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]}
    assert all(word in one_slip_away(slip) for slip in slips - {word, ""})


def test_numbers_and_short_words_are_no_slips() -> None:
    assert [may_be_slip(word) for word in ("1789", "eau", "h2so4", "foyer")] == [False, False, False, True]


def test_likeness_counts_rare_letters_most() -> None:
    texts = ["accommodation de l oeil", "la lumiere va droit", "la lumiere et l oeil"]
    scores = likenesses(["acommodation"], texts)
    assert scores[0] > 0
    assert scores[1:] == [0.0, 0.0]
    assert grams(["ete"]) == [" et", "ete", "te ", " ete", "ete ", " ete "]
    assert likenesses(["x"], []) == []


def test_a_fused_score_is_a_share_of_the_best() -> None:
    assert fused((2.0, [4.0, 2.0, 0.0]), (1.0, [0.0, 1.0, 1.0])) == pytest.approx([2 / 3, 2 / 3, 1 / 3])
    assert fused((2.0, []), (1.0, [])) == []
    assert fused((2.0, [0.0]), (1.0, [0.0])) == [0.0]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_rarer_the_weightier(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert rarity(1000, low) >= rarity(1000, high) > 0


def test_what_only_asks_says_nothing() -> None:
    asked = question_words("Pourquoi l'Été, l'été est-il chaud ?")
    assert asked == ["l", "ete", "est", "il", "chaud"]
    assert saying(5, {"fr": {0, 2, 3}, "en": {0}}) == [1, 4]
    assert saying(2, {}) == [0, 1]


def test_the_best_sentences_speak_of_what_is_rare() -> None:
    weights = [1.0, 3.0, 2.0]
    found = {0: Sentence({0}, 5), 1: Sentence({1}, 5), 2: Sentence({0, 2}, 5), 3: Sentence({0}, 9)}
    assert best(found, weights) == [1, 2, 0] or best(found, weights) == [2, 1, 0]
    assert coverage({0, 2}, weights) == 0.5
    assert coverage(set(), []) == 0.0


@pytest.mark.parametrize(
    ("text", "language"),
    [("Le chat est dans la maison", "fr"), ("The cat is in the house", "en"), ("H2O", "fr"), ("", "fr")],
)
def test_guesses_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_long_sections_are_cut_and_empty_ones_skipped() -> None:
    pages = list(gathered([("A", "\n\n"), ("A › B", "mot " * 4000)]))
    assert [(page.number, page.label, page.heading) for page in pages] == [(n, "B", "A › B") for n in range(1, 4)]
    assert all(len(page.text) <= LONGEST_SECTION for page in pages)
    assert list(gathered([("", "x")])) == [PageText(1, "1", "x", "")]


def test_size_and_name_are_judged_before_anything_is_read() -> None:
    assert [format_of(name) for name in ("A.PDF", "b.htm", "c.markdown", "d.srt")] == [
        "pdf",
        "html",
        "markdown",
        "captions",
    ]
    for refused, reason in (
        (lambda: format_of("film.mp4"), Reason.UNKNOWN),
        (lambda: format_of("nothing"), Reason.UNKNOWN),
        (lambda: refuse_size(200 * 1024 * 1024), Reason.TOO_LARGE),
        (lambda: refuse_size(0), Reason.EMPTY),
    ):
        with pytest.raises(Unreadable) as fault:
            refused()
        assert fault.value.reason == reason
