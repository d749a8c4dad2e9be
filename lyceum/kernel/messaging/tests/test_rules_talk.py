"""What is true of conversations, without a database."""

from datetime import datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.rules.hours import Week, is_open, kept_of, next_opening, week_of
from lyceum.kernel.messaging.rules.key import about_key, direct_key, group_key, support_key
from lyceum.kernel.messaging.rules.links import own_paths
from lyceum.kernel.messaging.rules.ruling import Ruling
from lyceum.kernel.messaging.rules.word_list import caught

ONE, OTHER = UUID(int=1), UUID(int=2)
SITE = "https://lyceum.example"
OFFICE: Week = {day: [(time(8), time(12)), (time(14), time(18))] for day in range(5)}


@given(st.uuids(), st.uuids())
def test_two_people_have_one_key_whoever_begins(one: UUID, other: UUID) -> None:
    assert direct_key(one, other) == direct_key(other, one)
    assert direct_key(one, other, ("learning:path", ONE)) != direct_key(one, other)


def test_keys_say_between_whom_and_about_what() -> None:
    assert direct_key(OTHER, ONE, ("a:b", ONE)) == f"direct:{ONE}:{OTHER}:a:b:{ONE}"
    assert [group_key(ONE), about_key("a:b", ONE), support_key(ONE)] == [
        f"group:{ONE}",
        f"about:a:b:{ONE}",
        f"support:{ONE}",
    ]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T08:00", "2026-11-20T08:00"),  # a Friday, open
        ("2026-11-20T12:00", "2026-11-20T14:00"),
        ("2026-11-20T18:00", "2026-11-23T08:00"),
        ("2026-11-22T23:59", "2026-11-23T08:00"),
    ],
)
def test_says_when_it_opens_again(moment: str, expected: str) -> None:
    now, then = datetime.fromisoformat(moment), datetime.fromisoformat(expected)
    assert next_opening(OFFICE, now) == then
    assert is_open(OFFICE, now) is (now == then)


def test_one_opening_a_week_is_a_week_away_once_it_is_over() -> None:
    monday: Week = {0: [(time(8), time(9))]}
    assert next_opening(monday, datetime(2026, 11, 23, 9)) == datetime(2026, 11, 30, 8)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_the_next_opening_is_open_and_nothing_before_it_is(moment: datetime) -> None:
    opening = next_opening(OFFICE, moment)
    assert opening >= moment
    assert is_open(OFFICE, opening)
    assert is_open(OFFICE, moment) is (opening == moment)


def test_without_hours_it_is_always_open() -> None:
    assert is_open({}, datetime(2026, 11, 22, 3))


def test_hours_are_kept_and_read_again() -> None:
    assert week_of(kept_of(OFFICE)) == OFFICE
    assert kept_of({6: [(time(9, 30), time(10))]}) == {"6": [["09:30", "10:00"]]}


@pytest.mark.parametrize(
    "kept", [{"7": [["08:00", "09:00"]]}, {"0": [["09:00", "09:00"]]}, {"x": [["08:00", "09:00"]]}]
)
def test_impossible_hours_are_refused(kept: dict[str, list[list[str]]]) -> None:
    with pytest.raises(ValueError, match=r"such|invalid"):
        week_of(kept)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quel IDIOT !", ["idiot"]),
        ("un gros-mot", ["gros mot"]),
        ("Crétin, va", ["cretin"]),
        ("les idiotismes sont beaux", []),
        ("un mot gros", []),
        ("", []),
    ],
)
def test_words_are_caught_as_they_are_and_not_in_others(text: str, found: list[str]) -> None:
    assert caught(text, ["idiot", "gros mot", "cretin", " "]) == found


def test_only_own_addresses_are_links() -> None:
    text = (
        f"Voir {SITE}/ampere/notices/1/, ({SITE}/ampere/notices/1/) et {SITE}/nordic/notices/2/ "
        "https://elsewhere.example/ampere/notices/3/ http://lyceum.example/ampere/x/ https://[bad"
    )
    assert own_paths(text, SITE, "ampere") == ["/notices/1/"]
    assert own_paths(f"{SITE}/ampere/ {SITE}/ampere", SITE, "ampere") == []


@given(st.text())
def test_any_text_has_its_links_and_words_looked_for(text: str) -> None:
    assert own_paths(text, SITE, "ampere") == []
    assert caught(text, []) == []


def test_any_of_the_roles_is_enough_to_begin() -> None:
    ruling = Ruling(openings={Role.STUDENT: frozenset({Role.TEACHER})})
    assert ruling.lets_open([Role.STUDENT], [Role.TEACHER, Role.OWNER])
    assert not ruling.lets_open([Role.STUDENT], [Role.STUDENT])
    assert ruling.lets_open([Role.STUDENT, Role.ATHLETE], [Role.STUDENT])
    assert ruling.lets_open([Role.TEACHER], [Role.STUDENT])
