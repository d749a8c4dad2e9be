from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.gaps import read, written
from lyceum.domains.learning.rules.item import GAP

_plain = st.text(st.characters(exclude_characters="_", exclude_categories=["Cs"]), max_size=30)
_word = _plain.map(str.strip).filter(bool)
_gaps = st.lists(st.lists(_word, min_size=1, max_size=3).map(tuple), max_size=4)


def test_a_cloze_is_written_as_a_sentence_with_its_answers_in_brackets() -> None:
    assert written("Rome est la ____ de l’____.", (("capitale", "ville"), ("Italie",))) == (
        "Rome est la [capitale|ville] de l’[Italie]."
    )
    assert read("Rome est la [capitale | ville] de l’[Italie].") == (
        "Rome est la ____ de l’____.",
        (("capitale", "ville"), ("Italie",)),
    )


def test_a_bracket_that_is_no_gap_is_escaped() -> None:
    assert written("Voir [3] : ____", (("a|b",),)) == r"Voir \[3\] : [a\|b]"
    assert read(r"Voir \[3\] : [a\|b]") == ("Voir [3] : ____", (("a|b",),))
    assert read("Un gap vide [] se dit.") == ("Un gap vide ____ se dit.", (("",),))


@given(st.data())
def test_what_is_written_is_read_the_same_again(data: st.DataObject) -> None:
    gaps = tuple(data.draw(_gaps))
    parts = [data.draw(_plain) for _part in range(len(gaps) + 1)]
    prompt = GAP.join(parts)
    assert read(written(prompt, gaps)) == (prompt, gaps)
