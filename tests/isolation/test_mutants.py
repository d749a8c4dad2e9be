"""Each scope filter is taken away in turn, with row-level security off: every time, something must turn red.

Where no knock tells the filter apart, a probe (``probes/``) does.
"""

from collections import defaultdict
from itertools import chain
from typing import Any

import pytest

from lyceum.kernel.foundation.rules.refusal import Refusal
from lyceum.kernel.search.models import Document
from lyceum.kernel.search.queries.chosen import sources_for
from tests.isolation.doors import Door, routes
from tests.isolation.fabric import as_owner, undone
from tests.isolation.fields import fields
from tests.isolation.house import House, Knocker
from tests.isolation.knock import findings, knock
from tests.isolation.mutants import Mutant, calls_seen, code_without, function_of, mutants, planted
from tests.isolation.probes import PROBES, Probe
from tests.isolation.probes.documents import kept_here, second_version
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples
from tests.isolation.verdict import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.wish("B1", "A25", "Q22")]
LEAST = 150
Place = tuple[Door, Knocker]


@pytest.mark.parametrize("act", PROBES)
def test_a_function_gives_what_is_of_its_organisation_and_nothing_else(act: str, samples: Samples) -> None:
    with as_owner(), undone():
        PROBES[act](samples)


def test_a_foreign_version_is_no_source(samples: Samples) -> None:
    with as_owner(), undone():
        document = kept_here(samples)
        assert len(sources_for(insider(samples), [document.id])) == 1
        second_version(samples, document)
        Document.objects.filter(id=document.id).update(version=2)
        assert sources_for(insider(samples), [document.id]) == []


def test_every_probe_is_of_a_function_with_a_filter() -> None:
    assert set(PROBES) - {mutant.act for mutant in mutants()} == set()


@pytest.mark.slow
def test_taking_any_filter_away_turns_the_suite_red(house: House, samples: Samples, knockers: list[Knocker]) -> None:
    every = list(mutants())
    members = [knocker for knocker in knockers if knocker.standing.member]
    with as_owner():
        places = places_of(house, samples, members, [mutant for mutant in every if mutant.act not in PROBES])
        survivors = [mutant for mutant in every if not is_red(house, samples, mutant, places[mutant.act])]
    assert not survivors, f"{len(survivors)} of {len(every)} do not turn anything red:\n" + "\n".join(
        map(str, survivors)
    )
    assert len(every) >= LEAST


def is_red(house: House, samples: Samples, mutant: Mutant, places: list[Place]) -> bool:
    with planted(mutant):
        if mutant.act in PROBES:
            return is_seen(PROBES[mutant.act], samples)
        return any(knocked(house, samples, place) for place in places)


def is_seen(probe: Probe, samples: Samples) -> bool:
    try:
        with undone():
            probe(samples)
    except (AssertionError, Refusal, pytest.fail.Exception):  # the last: what should have been refused was not
        return True
    return False


def knocked(house: House, samples: Samples, place: Place) -> list[str]:
    """What is red when this door is knocked at by this person."""
    door, knocker = place
    found = findings(house, samples, [door], [knocker], wrong=False)
    return [str(finding) for finding in found if finding.verdict is not Verdict.PASS]


def places_of(house: House, samples: Samples, knockers: list[Knocker], every: list[Mutant]) -> dict[str, list[Place]]:
    """At which doors, knocked at by whom, each function with a filter runs; first where one only reads."""
    codes = {function_of(mutant).__code__: mutant.act for mutant in every}
    places: dict[str, list[Place]] = defaultdict(list)
    if not codes:
        return places
    for door in sorted(chain(routes(), fields()), key=lambda door: door.writes):
        for knocker in knockers:
            with calls_seen(codes) as seen:
                knock(house, samples, door, knocker)
            for act in seen:
                places[act].append((door, knocker))
    return places


@pytest.mark.parametrize(("filter", "calls"), [("within", ["all", "own"]), ("own", ["within", "all"])])
def test_one_filter_is_taken_away_and_no_other(filter: str, calls: list[str]) -> None:
    line = "    return Lamp.objects.within(caller).own(caller, 'author')"
    end = line.index(")", line.index(f".{filter}(")) + 1
    namespace: dict[str, Any] = {"Lamp": _Recorder()}
    exec("def lamps(caller): pass", namespace)
    code = code_without(Mutant("lamp.py", "lamps", 2, end, filter), f"def lamps(caller):\n{line}\n")
    namespace["lamps"].__code__ = code
    assert namespace["lamps"](object()).calls == calls


class _Recorder:
    def __init__(self, calls: tuple[str, ...] = ()) -> None:
        self.calls = list(calls)

    @property
    def objects(self) -> "_Recorder":
        return self

    def __getattr__(self, name: str) -> object:
        return lambda *arguments: _Recorder((*self.calls, name))
