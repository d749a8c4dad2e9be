"""What happens at the door."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.check_in import OLDEST, Direction, Outcome, Scan, is_conflict, judged, true_time

EIGHT = datetime(2026, 11, 21, 20, tzinfo=UTC)


def scan(number: int, minutes: int, direction: Direction = Direction.IN, is_valid: bool = True) -> Scan:
    return Scan(UUID(int=number), EIGHT + timedelta(minutes=minutes), direction, is_valid)


def outcomes(*scans: Scan) -> list[Outcome]:
    found = judged(scans)
    return [found[scan.id] for scan in scans]


def test_a_ticket_lets_one_person_in() -> None:
    assert outcomes(scan(1, 0), scan(2, 5)) == [Outcome.ADMITTED, Outcome.AGAIN]


def test_whoever_left_may_come_back() -> None:
    back = [scan(1, 0), scan(2, 5, Direction.OUT), scan(3, 9), scan(4, 9)]
    assert outcomes(*back) == [Outcome.ADMITTED, Outcome.LEFT, Outcome.ADMITTED, Outcome.AGAIN]


def test_nobody_leaves_who_has_not_come() -> None:
    assert outcomes(scan(1, 0, Direction.OUT), scan(2, 1)) == [Outcome.NOT_INSIDE, Outcome.ADMITTED]


def test_a_ticket_that_was_cancelled_lets_nobody_in_and_takes_nobody_s_place() -> None:
    assert outcomes(scan(1, 0, is_valid=False), scan(2, 1)) == [Outcome.NOT_VALID, Outcome.ADMITTED]


def test_what_is_told_late_counts_from_when_it_happened() -> None:
    first, second = scan(9, 0), scan(1, 3)  # the second device was heard first
    assert outcomes(second, first) == [Outcome.AGAIN, Outcome.ADMITTED]
    assert is_conflict(Outcome.ADMITTED, Outcome.AGAIN)
    assert not is_conflict(Outcome.AGAIN, Outcome.AGAIN)
    assert not is_conflict(Outcome.AGAIN, Outcome.ADMITTED)


def test_a_clock_that_is_wrong_is_put_right() -> None:
    an_hour_slow = EIGHT - timedelta(hours=1)
    assert true_time(an_hour_slow - timedelta(minutes=5), an_hour_slow, EIGHT) == EIGHT - timedelta(minutes=5)
    assert true_time(EIGHT + timedelta(minutes=5), EIGHT, EIGHT) == EIGHT
    first, last = (moment.replace(tzinfo=UTC) for moment in (datetime.min, datetime.max))
    assert (true_time(first, last, EIGHT), true_time(last, first, EIGHT)) == (EIGHT - OLDEST, EIGHT)


moments = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Direction), st.booleans()), min_size=1, max_size=5).map(
    lambda told: [scan(number, *each) for number, each in enumerate(told)]
)


@given(moments)
def test_the_order_in_which_devices_are_heard_changes_nothing(scans: list[Scan]) -> None:
    assert len({tuple(sorted(judged(heard).items())) for heard in permutations(scans)}) == 1


@given(moments)
def test_never_two_inside_with_one_ticket(scans: list[Scan]) -> None:
    inside, found = 0, judged(scans)
    for each in sorted(scans, key=lambda scan: (scan.at, scan.id)):
        inside += {Outcome.ADMITTED: 1, Outcome.LEFT: -1}.get(found[each.id], 0)
        assert inside in (0, 1)
