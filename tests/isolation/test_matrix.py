"""Everybody knocks at every door."""

from itertools import chain

import pytest

from lyceum.kernel.foundation import guards
from tests.isolation.doors import Door, routes
from tests.isolation.fabric import ABROAD, OWN, SHARED, as_owner
from tests.isolation.fields import fields
from tests.isolation.house import House, Knocker
from tests.isolation.knock import Finding, findings
from tests.isolation.policies import STEPS
from tests.isolation.samples import Samples
from tests.isolation.verdict import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.wish("A24", "A25", "A29", "B1", "B10", "Q22")]


@pytest.fixture(scope="module")
def doors() -> list[Door]:
    return list(chain(routes(), fields()))


@pytest.mark.wish("Q21")
def test_every_door_declares_who_may_open_it(doors: list[Door]) -> None:
    assert len(doors) > 100
    open_ended = [str(door) for door in doors if door.policy is None]
    assert not open_ended, "no policy (see @page, @operation, @resolver, or policies.py):\n" + "\n".join(open_ended)


def test_every_address_can_be_filled_in(doors: list[Door], samples: Samples) -> None:
    unknown = [f"{door}: {samples.missing(door)}" for door in doors if door.kind != "graph" and samples.missing(door)]
    assert not unknown, "no sample for a part of the address (see rooms.py):\n" + "\n".join(unknown)


def test_every_kind_of_row_is_in_the_house(samples: Samples) -> None:
    with as_owner():
        empty = [
            model._meta.label
            for model in guards.tenant_models()
            if not model._base_manager.filter(organisation=samples.house.here.organisation).exists()
        ]
    assert not empty, "the house has no row of (see rooms.py):\n" + "\n".join(empty)


def test_nothing_leaks(house: House, samples: Samples, doors: list[Door], knockers: list[Knocker]) -> None:
    found = list(findings(house, samples, doors, knockers))
    assert len(found) > 7 * len(doors)
    assert {str(finding.door) for finding in found if finding.is_step} == set(STEPS)
    assert_all_pass(found)


def test_nothing_leaks_to_members_without_row_level_security(
    house: House, samples: Samples, doors: list[Door], knockers: list[Knocker]
) -> None:
    """They are the ones for whom queries run; the others are refused before any (and all are tried in CI)."""
    members = [knocker for knocker in knockers if knocker.standing.member]
    with as_owner():
        assert_all_pass(list(findings(house, samples, doors, members, wrong=False)))


@pytest.mark.slow
def test_nothing_leaks_to_anybody_without_row_level_security(
    house: House, samples: Samples, doors: list[Door], knockers: list[Knocker]
) -> None:
    others = [knocker for knocker in knockers if not knocker.standing.member]
    with as_owner():
        assert_all_pass(list(findings(house, samples, doors, others)))


def assert_all_pass(found: list[Finding]) -> None:
    wrong = [str(finding) for finding in found if finding.verdict is not Verdict.PASS]
    assert not wrong, f"{len(wrong)} of {len(found)}:\n" + "\n".join(wrong)


def test_the_canaries_sing(house: House, samples: Samples, doors: list[Door], knockers: list[Knocker]) -> None:
    """The insider sees both of them somewhere: otherwise that nobody else does would prove nothing."""
    insider = knockers[0]
    insider.unseen = frozenset({SHARED, OWN})
    reading = [door for door in doors if not door.writes]
    seen = set().union(*(finding.answer.seen for finding in findings(house, samples, reading, [insider])))
    insider.unseen = frozenset({ABROAD})
    assert seen == {SHARED, OWN}
