from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.operations.rules.curve import curve
from lyceum.kernel.operations.rules.health import Check, status_of
from lyceum.kernel.operations.rules.percentile import percentile
from lyceum.kernel.operations.rules.rollout import is_within, share_of
from lyceum.kernel.operations.rules.stalling import is_poison


@given(st.uuids(), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_share_keeps_everyone_it_had(person: UUID, some: int, more: int) -> None:
    low, high = sorted((some, more))
    assert is_within("letters", person, high) or not is_within("letters", person, low)


@given(st.uuids())
def test_nobody_is_within_nothing_and_everybody_within_all(person: UUID) -> None:
    assert (is_within("letters", person, 0), is_within("letters", person, 100)) == (False, True)


@pytest.mark.wish("V12")
def test_a_share_is_as_large_as_it_says() -> None:
    people = [uuid4() for _ in range(4000)]
    within = sum(is_within("letters", person, 25) for person in people)
    assert 850 < within < 1150
    assert share_of("letters", people[0]) != share_of("lamps", people[0])


def test_a_percentile_lies_inside_its_bucket() -> None:
    buckets = [(0.1, 90.0), (0.2, 100.0), (float("inf"), 100.0)]
    assert percentile(buckets, 0.95) == pytest.approx(0.15)
    assert percentile(buckets, 0.5) == pytest.approx(0.1 * 50 / 90)
    assert percentile([(0.1, 0.0), (float("inf"), 4.0)], 0.95) == 0.1
    assert percentile([(0.1, 0.0)], 0.95) is None
    assert percentile([], 0.95) is None


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.floats(0.01, 1))
def test_a_percentile_never_leaves_its_bounds(counts: list[int], share: float) -> None:
    rising = [(float(bound + 1), float(sum(counts[: bound + 1]))) for bound in range(len(counts))]
    found = percentile(rising, share)
    assert found is None if sum(counts) == 0 else 0 <= (found or 0) <= len(counts)


def test_a_curve_breaks_where_nothing_was_measured() -> None:
    assert curve([1.0, 2.0, None, 1.0], 300, 100) == ["0.0,50.0 100.0,0.0", "300.0,50.0"]
    assert curve([0.0, 0.0], 300, 100) == ["0.0,100.0 300.0,100.0"]
    assert curve([], 300, 100) == []


def test_an_installation_is_as_well_as_its_parts() -> None:
    database, worker = Check("database", True, True), Check("worker", False, False)
    assert status_of([database]) == "ok"
    assert status_of([database, worker]) == "degraded"
    assert status_of([Check("database", False, True), worker]) == "down"


def test_a_job_that_fells_every_worker_is_given_up() -> None:
    assert [is_poison(attempts) for attempts in (0, 7, 8)] == [False, False, True]
