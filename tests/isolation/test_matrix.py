"""Everybody knocks at every door."""

from itertools import chain

import pytest

from lyceum.kernel.foundation import guards
from tests.isolation.doors import Door, routes
from tests.isolation.fields import fields
from tests.isolation.house import ABROAD, OWN, SHARED, House, Knocker, as_owner
from tests.isolation.knock import findings
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


@pytest.mark.parametrize("guarded", [True, False], ids=["with row-level security", "without row-level security"])
def test_nothing_leaks(
    guarded: bool, house: House, samples: Samples, doors: list[Door], knockers: list[Knocker]
) -> None:
    if guarded:
        found = list(findings(house, samples, doors, knockers))
    else:
        with as_owner():
            found = list(findings(house, samples, doors, knockers))
    assert len(found) > 7 * len(doors)
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
