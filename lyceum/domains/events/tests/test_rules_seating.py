"""Seats for people who come together."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.seating import ORPHAN, Spot, best_seats, cost, orphans

STAGE = (4.5, -3.0)


def row(name: str, seats: int, y: float = 0.0, aisle_after: int = 0) -> list[Spot]:
    """``aisle_after``: how many seats stand before a gap in the row; 0 for none."""
    gap = [position + (1 if aisle_after and position >= aisle_after else 0) for position in range(seats)]
    return [Spot(f"{name}{number + 1}", name, position, position, y) for number, position in enumerate(gap)]


def keys(spots: list[Spot]) -> list[str]:
    return [spot.key for spot in spots]


def test_two_sit_side_by_side_in_the_middle_of_the_first_row() -> None:
    hall = row("A", 10) + row("B", 10, y=1)
    assert keys(best_seats(hall, set(), 2, STAGE)) == ["A5", "A6"]


def test_nobody_is_left_alone_while_there_is_another_way() -> None:
    hall = row("A", 10)
    assert keys(best_seats(hall, {"A1", "A2", "A3"}, 3, STAGE)) == ["A4", "A5", "A6"]
    assert keys(best_seats(hall, {"A1", "A2", "A3"}, 6, STAGE)) == ["A4", "A5", "A6", "A7", "A8", "A9"]


def test_a_party_goes_to_another_row_rather_than_leave_one_seat() -> None:
    hall = row("A", 4) + row("B", 3, y=1)
    assert keys(best_seats(hall, set(), 3, (1.5, -3.0))) == ["B1", "B2", "B3"]


def test_nobody_sits_across_an_aisle() -> None:
    hall = row("A", 6, aisle_after=3) + row("B", 4, y=5)
    assert keys(best_seats(hall, set(), 4, STAGE)) == ["B1", "B2", "B3", "B4"]


def test_a_party_that_no_row_holds_sits_in_rows_that_follow() -> None:
    hall = row("A", 4) + row("B", 4, y=1) + row("C", 4, y=9)
    assert set(keys(best_seats(hall, set(), 6, STAGE))) >= {"A1", "A2", "A3", "A4"}
    assert {key[0] for key in keys(best_seats(hall, set(), 6, STAGE))} == {"A", "B"}


def test_more_people_than_seats_get_none() -> None:
    assert best_seats(row("A", 3), {"A2"}, 3, STAGE) == []
    assert best_seats(row("A", 3), set(), 0, STAGE) == []


def test_a_seat_left_between_others_is_seen() -> None:
    hall = row("A", 5)
    assert keys(orphans(hall, {"A1"}, {"A3", "A4"})) == ["A2", "A5"]
    assert orphans(hall, set(), {"A1", "A2"}) == []


def test_a_seat_that_was_alone_before_is_nobody_s_fault() -> None:
    assert orphans(row("A", 5), {"A1", "A3"}, {"A4", "A5"}) == []


def test_a_seat_that_stands_by_itself_is_not_left_alone() -> None:
    assert orphans(row("box", 1) + row("A", 2), set(), {"A1", "A2"}) == []


halls = st.builds(
    lambda shape: [spot for n, (seats, aisle) in enumerate(shape) for spot in row(f"R{n}-", seats, n, aisle)],
    st.lists(st.tuples(st.integers(1, 8), st.integers(0, 4)), min_size=1, max_size=4),
)


@given(halls, st.data())
def test_what_is_given_is_free_and_as_many_as_asked_for(hall: list[Spot], data: st.DataObject) -> None:
    taken = set(data.draw(st.lists(st.sampled_from([spot.key for spot in hall]), unique=True)))
    party = data.draw(st.integers(1, 12))
    given_ = best_seats(hall, taken, party, STAGE)
    free = len(hall) - len(taken)
    assert len(given_) == (party if party <= free else 0)
    assert len(set(keys(given_))) == len(given_)
    assert not taken & set(keys(given_))


@given(halls, st.data())
def test_no_other_block_would_have_been_better(hall: list[Spot], data: st.DataObject) -> None:
    taken = set(data.draw(st.lists(st.sampled_from([spot.key for spot in hall]), unique=True)))
    party = data.draw(st.integers(1, 6))
    every = [
        [spots[spot] for spot in range(start, start + party)]
        for name, start in product({spot.run for spot in hall}, range(8))
        for spots in [sorted((spot for spot in hall if spot.run == name), key=lambda spot: spot.position)]
        if start + party <= len(spots)
    ]
    possible = [block for block in every if _side_by_side(block) and not taken & set(keys(block))]
    if not possible:
        return
    least = min(len(orphans(hall, taken, set(keys(block)))) for block in possible)
    assert len(orphans(hall, taken, set(keys(best_seats(hall, taken, party, STAGE))))) == least


def _side_by_side(block: list[Spot]) -> bool:
    return all(spot.position == block[0].position + n for n, spot in enumerate(block))


def test_being_left_alone_weighs_more_than_any_distance() -> None:
    block = row("A", 4)
    assert cost(block, 1, 3, (0.0, 0.0)) - ORPHAN == 2.0
