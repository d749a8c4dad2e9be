import pytest

from lyceum.domains.learning.rules.quoting import Held, quotes_of, without_faults

TRUE = "la force est le produit de la masse par l’accélération"


def test_quotations_are_found_in_french_and_english_marks() -> None:
    answer = f"Selon le cours, « {TRUE} », and “mass is not weight at all”, mais « non »."
    assert quotes_of(answer) == [TRUE, "mass is not weight at all"]


def test_what_no_page_holds_loses_its_quotation_marks_and_numbers_go() -> None:
    answer = f"« {TRUE} » [1], donc « une pomme tombe toujours vers le haut » [2]."
    assert without_faults(answer, [TRUE + " du corps."]) == (f"« {TRUE} », donc une pomme tombe toujours vers le haut.")


@pytest.mark.parametrize("size", [1, 3, 7, 500])
def test_no_quotation_is_shown_before_it_is_known_to_be_true(size: int) -> None:
    answer = f'Le cours dit « {TRUE} » et “this stands on no page at all”, "bref", « et puis'
    asked: list[str] = []
    held = Held(lambda words: asked.append(words) is None and words == TRUE)
    shown = ""
    for at in range(0, len(answer), size):
        shown += held.feed(answer[at : at + size])
        assert not any(one in shown for one in ("« et puis", "“", '"'))
    shown += held.rest()
    assert shown == f"Le cours dit « {TRUE} » et this stands on no page at all, bref,  et puis"
    assert asked == [TRUE, "this stands on no page at all"]


def test_a_mark_that_is_never_closed_holds_nothing_back_for_ever() -> None:
    held = Held(lambda words: True)
    assert held.feed("a " + "« " + "b" * 700) == "a " + " " + "b" * 700
