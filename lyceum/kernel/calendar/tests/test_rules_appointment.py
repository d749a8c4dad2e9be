from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.calendar.rules.appointment import Act, NotNow, Standing, State, acts_for, after, proposed_by

A, B = "a", "b"
turns = st.lists(st.tuples(st.sampled_from(Act), st.sampled_from([A, B])), max_size=12)
leaders = st.frozensets(st.sampled_from([A, B]), min_size=1)


def run(taken: list[tuple[Act, str]], leads: frozenset[str]) -> list[Standing]:
    """All that was, from the proposal on; a turn that is refused changes nothing."""
    stood = [proposed_by(A)]
    for act, person in taken:
        try:
            stood.append(after(stood[-1], act, person, leads=person in leads))
        except NotNow:
            assert act not in acts_for(stood[-1], person, leads=person in leads)
    return stood


@given(turns, leaders)
def test_what_is_offered_is_what_can_be_done(taken: list[tuple[Act, str]], leads: frozenset[str]) -> None:
    last = run(taken, leads)[-1]
    for person in (A, B):
        for act in acts_for(last, person, leads=person in leads):
            after(last, act, person, leads=person in leads)


@given(turns, leaders)
def test_an_end_is_an_end(taken: list[tuple[Act, str]], leads: frozenset[str]) -> None:
    stood = run(taken, leads)
    ends = [index for index, one in enumerate(stood) if one.is_over]
    assert ends in ([], [len(stood) - 1])
    if ends:
        assert [acts_for(stood[-1], person, leads=True) for person in (A, B)] == [frozenset(), frozenset()]


@given(turns, leaders)
def test_nobody_answers_themselves(taken: list[tuple[Act, str]], leads: frozenset[str]) -> None:
    for one in run(taken, leads):
        answering = [p for p in (A, B) if Act.ACCEPT in acts_for(one, p, leads=p in leads)]
        assert answering == ([] if one.asker is None else [{A: B, B: A}[str(one.asker)]])


@given(turns, leaders)
def test_rounds_and_sequences_only_grow(taken: list[tuple[Act, str]], leads: frozenset[str]) -> None:
    stood = run(taken, leads)
    for before, following in pairwise(stood):
        assert (following.round, following.sequence) >= (before.round, before.sequence)
        assert following.sequence - before.sequence in (0, 1)


@given(turns, leaders)
def test_what_was_accepted_is_never_undecided_again(taken: list[tuple[Act, str]], leads: frozenset[str]) -> None:
    states = [one.state for one in run(taken, leads)]
    if State.ACCEPTED in states:
        since = states[states.index(State.ACCEPTED) :]
        assert set(since) <= {State.ACCEPTED, State.CANCELLED}


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], Standing(State.PROPOSED, A)),
        ([(Act.ACCEPT, B)], Standing(State.ACCEPTED, None)),
        ([(Act.ACCEPT, A)], Standing(State.PROPOSED, A)),
        ([(Act.COUNTER, B), (Act.ACCEPT, A)], Standing(State.ACCEPTED, None, round=2)),
        ([(Act.DECLINE, B), (Act.ACCEPT, B)], Standing(State.DECLINED, None)),
        ([(Act.ACCEPT, B), (Act.COUNTER, A), (Act.ACCEPT, B)], Standing(State.ACCEPTED, None, 2, 1)),
        ([(Act.ACCEPT, B), (Act.COUNTER, A), (Act.DECLINE, B)], Standing(State.ACCEPTED, None, 2, 0)),
        ([(Act.ACCEPT, B), (Act.MOVE, A)], Standing(State.ACCEPTED, None)),
        ([(Act.ACCEPT, B), (Act.MOVE, B)], Standing(State.ACCEPTED, None, 1, 1)),
        ([(Act.ACCEPT, B), (Act.CANCEL, A)], Standing(State.CANCELLED, None, 1, 1)),
    ],
)
def test_a_meeting_of_a_student_and_a_teacher(taken: list[tuple[Act, str]], expected: Standing) -> None:
    assert run(taken, frozenset({B}))[-1] == expected


def test_a_refused_turn_names_what_and_when() -> None:
    over: Any = Standing(State.CANCELLED, None)
    with pytest.raises(NotNow, match="accept in cancelled"):
        after(over, Act.ACCEPT, B, leads=True)
