"""The table of the judging: every line was judged by hand first, in French and in English."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.judging import judge
from lyceum.domains.learning.rules.likeness import Reason, edits_between
from lyceum.domains.learning.tests.judging.parts_table import PARTS
from lyceum.domains.learning.tests.judging.reading import Case, cases

TABLE = cases()


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 220
    assert len({(case.content, case.given) for case in TABLE}) == len(TABLE)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case.content.answers} {case.given}")
def test_an_answer_is_judged_as_a_teacher_would(case: Case) -> None:
    verdict = judge(case.content, case.given)
    assert (verdict.is_right, verdict.reason) == (case.is_right, case.reason)


@pytest.mark.parametrize(("content", "given", "fraction", "reason", "differed"), PARTS)
def test_what_has_parts_is_worth_a_part(content, given, fraction, reason, differed) -> None:
    verdict = judge(content, given)
    assert (verdict.fraction, verdict.reason, verdict.differed) == (fraction, reason, differed)
    assert verdict.is_right is (fraction == 1)


def test_another_word_of_the_course_is_no_slip() -> None:
    osmose = Content(Kind.SHORT, "?", answers=("osmose",))
    assert judge(osmose, "osmase").reason is Reason.OPPOSITE
    stratus = Content(Kind.SHORT, "?", answers=("stratus",))
    assert judge(stratus, "stratum").reason is Reason.TYPO
    assert judge(stratus, "stratum", {"stratum"}).reason is Reason.DIFFERENT


# Where the rules are known to be wrong: what a teacher would have judged otherwise. A list that may only shrink.
FALSE_ACCEPTS = ["plane plan", "stratum stratus", "marché marche", "horse house", "pressure pressured", "crane crâne"]
FALSE_REJECTS = ["photosynthèse fotosynthèse", "cinétique kinétique", "protéine protéene"]


@pytest.mark.parametrize("pair", FALSE_ACCEPTS + FALSE_REJECTS + ["forty-two fourty-two"])
def test_the_known_mistakes_are_these(pair: str) -> None:
    accepted, given = pair.split()
    assert judge(Content(Kind.SHORT, "?", answers=(accepted,)), given).is_right is (pair in FALSE_ACCEPTS)


def test_a_definition_is_proposed_and_left_to_the_student() -> None:
    content = Content(Kind.DEFINITION, "Osmose ?", answers=("Passage de l’eau à travers une membrane",))
    near, far = judge(content, "de l’eau passe une membrane : un passage"), judge(content, "un sel")
    assert (near.fraction, near.is_right, near.reason) == (0.6667, True, Reason.COMPARE)
    assert near.differed == (("", "travers"),)
    assert (far.fraction, far.is_right, far.reason) == (0.0, False, Reason.COMPARE)


SAID = st.text(alphabet="abcdeéèœ 0123456789.,-/’XVI%°²m", max_size=24)


@for_all(SAID.filter(str.strip))
def test_the_answer_itself_is_right(text: str) -> None:
    for kind in (Kind.SHORT, Kind.NUMBER):
        verdict = judge(Content(kind, "?", answers=(text,)), text)
        assert (verdict.is_right, verdict.reason, verdict.differed) == (True, Reason.EXACT, ())


@for_all(SAID, SAID)
def test_whatever_is_said_has_a_verdict(accepted: str, said: str) -> None:
    content = Content(Kind.SHORT, "?", answers=(accepted,))
    verdict = judge(content, said)
    assert 0 <= verdict.fraction <= 1
    assert verdict.is_right is (verdict.fraction == 1)
    assert judge(content, said) == verdict


@for_all(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_numbers_are_right_when_equal(one: float, other: float) -> None:
    ours, theirs = f"{one:.3f}", f"{other:.3f}"
    content = Content(Kind.NUMBER, "?", answers=(ours,))
    assert judge(content, theirs).is_right is (abs(float(ours) - float(theirs)) <= 1e-9 * max(abs(one), abs(other)))


@for_all(st.text(alphabet="abcd", max_size=9), st.text(alphabet="abcd", max_size=9))
def test_edits_are_a_distance(one: str, other: str) -> None:
    assert edits_between(one, other) == edits_between(other, one)
    assert (edits_between(one, other) == 0) is (one == other)
    assert abs(len(one) - len(other)) <= edits_between(one, other) <= max(len(one), len(other))


@for_all(st.permutations(["un", "deux", "trois", "quatre"]))
def test_only_the_right_order_is_right(given: list[str]) -> None:
    verdict = judge(Content(Kind.ORDERING, "?", sequence=("un", "deux", "trois", "quatre")), given)
    assert verdict.is_right is (given == ["un", "deux", "trois", "quatre"])
    assert (verdict.fraction == 0) is (given == ["quatre", "trois", "deux", "un"])
