import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.drafting.choices import choices_for
from lyceum.domains.learning.rules.drafting.drafting import drafts_of
from lyceum.domains.learning.rules.drafting.language import LANGUAGES
from lyceum.domains.learning.rules.drafting.page import Draft, PageText, StepDraft
from lyceum.domains.learning.rules.drafting.steps import steps_of
from lyceum.domains.learning.rules.drafting.terms import Term
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind, faults
from lyceum.domains.learning.rules.judging import judge
from lyceum.domains.learning.rules.likeness import fold
from lyceum.domains.learning.tests.courses import biology, history, physics

COURSES = [(physics.PAGES, "fr"), (history.PAGES, "fr"), (biology.PAGES, "en")]


def _expect_sound(drafts: list[Draft], pages: list[PageText], language: str) -> None:
    texts = {page.number: page.text for page in pages}
    for draft in drafts:
        content, span = draft.content, draft.span
        assert list(faults(content)) == []
        assert texts[span.page][span.start : span.end] == span.text
        if content.kind is Kind.CLOZE:
            assert fold(content.gaps[0][0]) not in fold(content.prompt).split()
            assert not LANGUAGES[language].anaphora.match(content.prompt)
            assert re.sub(r"\s+", " ", span.text.replace("-\n", "")) == content.prompt.replace(GAP, content.gaps[0][0])
        if content.kind is Kind.CHOICE:
            right = next(choice.text for choice in content.choices if choice.is_right)
            for choice in content.choices:
                wrong = Content(Kind.SHORT, "?", answers=(right,))
                assert judge(wrong, choice.text).is_right is choice.is_right


@pytest.mark.parametrize(("pages", "language"), COURSES)
def test_every_draft_of_a_course_can_be_asked_and_points_at_its_source(pages, language) -> None:
    drafts = drafts_of(pages, language)
    assert len(drafts) >= 12
    assert len({draft.content for draft in drafts}) == len(drafts)
    assert {draft.span.page for draft in drafts} == {page.number for page in pages}
    _expect_sound(drafts, pages, language)


def _prompts(pages: list[PageText], language: str, kind: Kind) -> list[str]:
    return [draft.content.prompt for draft in drafts_of(pages, language, 9) if draft.content.kind is kind]


def test_what_a_course_defines_is_asked() -> None:
    assert _prompts(physics.PAGES[:1], "fr", Kind.DEFINITION) == [
        "Définissez : référentiel.",
        "Définissez : trajectoire.",
        "Définissez : vitesse moyenne.",
    ]
    assert _prompts(biology.PAGES[1:2], "en", Kind.DEFINITION) == [
        "Define: Diffusion.",
        "Define: Osmosis.",
        "Define: Active transport.",
    ]


def test_a_definition_that_leans_on_the_sentence_before_is_left_out() -> None:
    drafts = drafts_of(physics.PAGES[1:2], "fr", 99)
    assert [draft for draft in drafts if "énergie mécanique" in draft.content.prompt] == []


def test_a_cut_word_is_put_together_in_the_prompt_and_left_as_it_is_in_the_source() -> None:
    (draft,) = [one for one in drafts_of(physics.PAGES[1:2], "fr", 99) if one.content.prompt.endswith("de pesanteur.")]
    assert draft.content.answers == ("L’énergie que possède un corps du fait de son altitude.",)
    assert "alti-\ntude" in draft.span.text


def test_lists_are_put_in_order_and_tables_matched() -> None:
    found = {
        draft.content.kind: draft.content for page in (5, 6) for draft in drafts_of([history.PAGES[page - 4]], "fr")
    }
    assert found[Kind.ORDERING].sequence == (
        "Prise de la Bastille par les Parisiens",
        "Fuite du roi arrêtée à Varennes",
        "Proclamation de la République",
        "Exécution de Louis XVI",
        "Chute de Robespierre",
    )
    assert found[Kind.MATCHING].pairs[0] == ("Danton", "organise la défense de Paris en 1792")
    stages = [draft.content for draft in drafts_of(biology.PAGES[2:], "en") if draft.content.kind is Kind.ORDERING]
    assert stages[0].sequence[0] == "Prophase: the chromosomes condense"


PRINTED = """Sur un chemin de fer, le conducteur a besoin d’un
sens : deux trains qui se croisent n’ont pas le même mouvement, loin de là.
Suivre un train
Pour suivre un train, on suit ces étapes :
1. Choisir un point de la voie.
2. Relever les dates de passage.
3. Calculer la vitesse moyenne.
Exercices
Relevez trois dates dans le texte.
"""


def test_a_title_after_a_list_is_no_part_of_it_and_a_colon_in_a_sentence_defines_nothing() -> None:
    drafts = drafts_of([PageText(1, PRINTED)], "fr")
    sequence = ("Choisir un point de la voie", "Relever les dates de passage", "Calculer la vitesse moyenne")
    assert [d.content.sequence for d in drafts if d.content.kind is Kind.ORDERING] == [sequence]
    assert [d.content.prompt for d in drafts if d.content.kind is Kind.DEFINITION] == []


def test_wrong_choices_are_of_the_same_sort_nearest_first_and_never_also_right() -> None:
    texts = ["1792", "1793", "1687", "1788", "1400", "Paris"]
    terms = [Term(text, "year" if text.isdecimal() else "place", 0.5) for text in texts]
    assert choices_for("1792", "year", "Le 10 août 1792, pas en 1788.", terms) == (
        Choice("1400", False),
        Choice("1687", False),
        Choice("1792", True),
        Choice("1793", False),
    )
    words = [Term(text, "concept", 0.5) for text in ("atome", "atomes", "molécule", "noyau")]
    assert [choice.text for choice in choices_for("atome", "concept", "Un atome.", words)] == [
        "atome",
        "molécule",
        "noyau",
    ]
    assert choices_for("atome", "concept", "Un atome a un noyau.", words) == ()


def test_no_more_than_asked_for_on_a_page() -> None:
    assert [len(drafts_of(biology.PAGES[:1], "en", most)) for most in (0, 1, 3)] == [0, 1, 3]


def test_steps_follow_the_headings() -> None:
    assert steps_of(biology.PAGES, "en") == [
        StepDraft("Cells and their parts", 1, 1, "Know and be able to explain: cell, nucleus, Ribosomes."),
        StepDraft(
            "Moving across the membrane", 2, 2, "Know and be able to explain: Diffusion, Osmosis, Active transport."
        ),
        StepDraft("Dividing", 3, 3, "Know and be able to explain: Chromatid, Spindle, Centromere, Cytokinesis."),
    ]
    assert steps_of([PageText(1, "Sans titre.")], "fr") == []


@pytest.mark.parametrize(
    "text",
    ["", "Il est un objet de grande valeur pour tous.", "Cela désigne la somme de toutes les forces.", "12\n13\n"],
)
def test_nothing_is_drafted_from_nothing(text: str) -> None:
    assert drafts_of([PageText(1, text)], "fr") == []


PIECES = st.sampled_from(
    [part for pages, _ in COURSES for page in pages for part in page.text.split("\n")]
    + ["", "Il est.", "1. a", "a | b"]
)


@given(st.lists(st.lists(PIECES, max_size=12).map("\n".join), max_size=3), st.sampled_from(["fr", "en"]))
def test_whatever_is_read_drafts_are_sound(texts: list[str], language: str) -> None:
    pages = [PageText(number, text) for number, text in enumerate(texts, 1)]
    drafts = drafts_of(pages, language)
    for draft in drafts:
        assert list(faults(draft.content)) == []
        assert texts[draft.span.page - 1][draft.span.start : draft.span.end] == draft.span.text
        if draft.content.kind is Kind.CHOICE:
            assert sum(choice.is_right for choice in draft.content.choices) == 1
