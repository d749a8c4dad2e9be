import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lyceum.kernel.search.rules.geography import Box, box_around, distance
from lyceum.kernel.search.rules.mending import beginning_slips, meant, saying_words, slips, slips_allowed

_LATITUDES = some.floats(-89, 89)
_LONGITUDES = some.floats(-180, 180)
_WORDS = some.text("abcde", min_size=1, max_size=8)


def test_measures_known_distances() -> None:
    assert round(distance(48.8566, 2.3522, 45.7640, 4.8357)) == 391  # Paris to Lyon
    assert round(distance(0, 179.5, 0, -179.5)) == 111
    assert round(distance(90, 0, -90, 0)) == 20015


@given(_LATITUDES, _LONGITUDES, some.floats(1, 3000), some.floats(0, 2 * math.pi), some.floats(0, 0.999))
def test_the_box_holds_all_that_is_within(
    latitude: float, longitude: float, kilometres: float, bearing: float, share: float
) -> None:
    angle = kilometres * share / 6371.0088
    north = math.radians(latitude)
    reached = math.asin(math.sin(north) * math.cos(angle) + math.cos(north) * math.sin(angle) * math.cos(bearing))
    turned = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(north), math.cos(angle) - math.sin(north) * math.sin(reached)
    )
    to = ((longitude + math.degrees(turned) + 180) % 360) - 180
    box = box_around(latitude, longitude, kilometres)
    assert box.south - 1e-9 <= math.degrees(reached) <= box.north + 1e-9
    sides = (to >= box.west - 1e-9, to <= box.east + 1e-9)
    assert any(sides) if box.west > box.east else all(sides)


def test_a_box_around_a_pole_holds_every_longitude() -> None:
    assert box_around(89.9, 10, 50) == Box(pytest.approx(89.45, abs=0.01), 90.0, -180.0, 180.0)


@given(_WORDS, _WORDS)
def test_slips_are_the_same_both_ways_and_none_only_of_the_same_word(one: str, other: str) -> None:
    assert slips(one, other, 9) == slips(other, one, 9)
    assert (slips(one, other, 9) == 0) == (one == other)
    assert min(slips(one, other, 9), 3) == slips(one, other, 2)


@pytest.mark.parametrize(
    ("typed", "word", "count"),
    [("mozrat", "mozart", 1), ("strasburg", "strasbourg", 1), ("cncret", "concert", 2), ("a", "abcd", 3)],
)
def test_counts_slips(typed: str, word: str, count: int) -> None:
    assert slips(typed, word, 2) == count


def test_an_unfinished_word_is_compared_with_beginnings() -> None:
    assert beginning_slips("strsbou", "strasbourg", 1) == 1
    assert beginning_slips("xyz", "strasbourg", 1) == 2


def test_short_words_and_numbers_are_what_they_are() -> None:
    assert [slips_allowed(word) for word in ("bal", "jazz", "concerts", "2026", "b2bx")] == [0, 1, 2, 0, 0]


def test_the_nearest_word_is_meant_the_more_frequent_of_two() -> None:
    assert meant("consert", [("concert", 3), ("conserve", 9), ("content", 1)]) == "concert"
    assert meant("bolle", [("balle", 1), ("belle", 5)]) == "belle"
    assert meant("bolle", []) == ""
    assert meant("ville", [("violon", 1)]) == ""


def test_small_words_say_nothing_unless_alone() -> None:
    assert saying_words(["le", "concert", "de", "jazz"]) == ["concert", "jazz"]
    assert saying_words(["de", "la"]) == ["de", "la"]
