"""From shapes to seats."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.seat_drawing import SEAT, Shape, box, drawn, faults, worth
from lyceum.domains.events.rules.seat_naming import NUMBERINGS, keys_typed, row_names, seat_numbers

shapes = st.builds(
    Shape,
    kind=st.sampled_from(["rows", "tables"]),
    x=st.integers(-500, 500),
    y=st.integers(0, 500),
    turn=st.integers(-180, 180),
    rows=st.integers(1, 12),
    seats=st.integers(1, 24),
    grow=st.integers(-2, 2),
    curve=st.integers(0, 100),
    aisles=st.lists(st.integers(1, 24), max_size=3, unique=True).map(tuple),
    first_row=st.sampled_from(["A", "Y", "1", "12"]),
    numbering=st.sampled_from(NUMBERINGS),
    across=st.integers(1, 6),
    is_long=st.booleans(),
)


def test_a_straight_section_stands_in_the_middle_before_the_stage() -> None:
    seats = drawn(Shape(rows=2, seats=3, y=40)).seats
    assert [(one.row, one.number, one.x, one.y) for one in seats] == [
        ("A", "1", -20, 40), ("A", "2", 0, 40), ("A", "3", 20, 40),
        ("B", "1", -20, 64), ("B", "2", 0, 64), ("B", "3", 20, 64),
    ]  # fmt: skip


def test_a_way_between_seats_parts_those_beside_it_and_goes_straight_through_rows_that_grow() -> None:
    seats = drawn(Shape(rows=2, seats=4, grow=2, aisles=(2,))).seats
    assert [one.position for one in seats] == [0, 1, 3, 4, 0, 1, 2, 4, 5, 6]
    first, second = ([one.x for one in seats if one.row == row] for row in "AB")
    assert (first[1] + first[2]) / 2 == (second[2] + second[3]) / 2 == 0


def test_rows_that_bend_come_nearer_to_the_stage_at_their_ends() -> None:
    left, middle, right = drawn(Shape(rows=1, seats=3, curve=50, y=100)).seats
    assert (middle.x, middle.y) == (0, 100)
    assert left.y == right.y < 100
    assert left.x == -right.x


def test_a_turned_section_turns_about_the_middle_of_its_first_row() -> None:
    left, right = drawn(Shape(rows=1, seats=2, x=100, y=50, turn=90)).seats
    assert [(one.x, one.y) for one in (left, right)] == [(100, 40), (100, 60)]


def test_a_seat_that_is_left_out_leaves_a_gap_and_the_others_keep_their_numbers() -> None:
    seats = drawn(Shape(rows=1, seats=4, left_out=("A-2",), accessible=("A-4",))).seats
    assert [(one.number, one.position, one.is_accessible) for one in seats] == [
        ("1", 0, False), ("3", 2, False), ("4", 3, True),
    ]  # fmt: skip


def test_six_around_a_table_and_eight_along_another() -> None:
    around = drawn(Shape(kind="tables", rows=3, seats=6, across=2, first_row="1"))
    assert (len(around.seats), len(around.surfaces)) == (18, 3)
    assert [one.row for one in around.seats[::6]] == ["1", "2", "3"]
    along = drawn(Shape(kind="tables", rows=1, seats=8, is_long=True, first_row="1"))
    assert [one.position for one in along.seats] == [0, 1, 2, 3, 5, 6, 7, 8]
    assert len({one.y for one in along.seats}) == 2


def test_where_one_stands_has_no_seats() -> None:
    standing = drawn(Shape(kind="free", rows=5, seats=10))
    assert (standing.seats, [(one.width, one.height) for one in standing.surfaces]) == ((), [(200, 120)])


@pytest.mark.parametrize(
    ("numbering", "five", "four"),
    [
        ("left", "1 2 3 4 5", "1 2 3 4"),
        ("right", "5 4 3 2 1", "4 3 2 1"),
        ("odd_left", "5 3 1 2 4", "3 1 2 4"),
        ("even_left", "4 2 1 3 5", "4 2 1 3"),
    ],
)
def test_seats_are_numbered_as_halls_number_them(numbering: str, five: str, four: str) -> None:
    assert (" ".join(seat_numbers(5, numbering)), " ".join(seat_numbers(4, numbering))) == (five, four)


def test_rows_are_letters_or_numbers() -> None:
    assert row_names("Y", 4) == ["Y", "Z", "AA", "AB"]
    assert row_names("aa", 2) == ["AA", "AB"]
    assert row_names("9", 2) == ["9", "10"]
    for wrong in ("A1", "É", "ABC", "-1"):
        with pytest.raises(ValueError, match=wrong):
            row_names(wrong, 1)


def test_seats_are_typed_as_people_write_them() -> None:
    assert keys_typed(" a12, B-3;4-7  ") == {"A-12", "B-3", "4-7"}
    assert keys_typed("") == frozenset()


def test_what_cannot_be_drawn_is_named() -> None:
    assert faults(Shape()) == []
    wrong = Shape(rows=0, seats=101, aisles=(0,), first_row="É", numbering="none", kind="sofa", x=float("nan"))
    assert sorted(faults(wrong)) == ["aisles", "first_row", "kind", "numbering", "rows", "seats", "x"]


def test_the_best_seat_is_the_one_nearest_to_the_best_point() -> None:
    assert worth([(0, 10), (0, 50), (40, 50)], 60) == [2, 0, 1]
    assert box([drawn(Shape(rows=1, seats=1, y=0))], 100) == (-76, -60, 152, 86)


@given(shapes)
def test_no_two_seats_of_a_section_are_one(shape: Shape) -> None:
    seats = drawn(shape).seats
    assert len({(one.row, one.number) for one in seats}) == len(seats)
    assert len({(one.row_position, one.position) for one in seats}) == len(seats)


@given(shapes.filter(lambda shape: shape.kind == "rows"))
def test_seats_of_a_row_stand_beside_one_another_and_never_on_one_another(shape: Shape) -> None:
    rows: dict[str, list[tuple[float, float]]] = {}
    for seat in drawn(shape).seats:
        rows.setdefault(seat.row, []).append((seat.x, seat.y))
    for row in rows.values():
        for one, other in pairwise(row):
            assert dist(one, other) > SEAT * 0.8


@given(shapes)
def test_a_shape_is_read_as_it_was_kept(shape: Shape) -> None:
    assert Shape.read(replace(shape).kept()) == shape
