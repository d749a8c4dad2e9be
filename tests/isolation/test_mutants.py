"""Each scope filter is taken away in turn, with row-level security off: every time, the matrix must turn red."""

from collections import defaultdict
from itertools import chain
from typing import Any

import pytest

from tests.isolation.doors import Door, routes
from tests.isolation.fields import fields
from tests.isolation.house import House, Knocker, as_owner
from tests.isolation.knock import findings
from tests.isolation.mutants import Mutant, calls_seen, code_without, function_of, mutants, planted
from tests.isolation.policies import HELD_TWICE
from tests.isolation.samples import Samples
from tests.isolation.verdict import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.wish("B1", "A25", "Q22")]
LEAST = 20
Place = tuple[Door, Knocker]


def knocked(house: House, samples: Samples, places: list[Place]) -> list[str]:
    """What is red when these doors are knocked at by these people."""
    found = (f for door, knocker in places for f in findings(house, samples, [door], [knocker], wrong=False))
    return [str(finding) for finding in found if finding.verdict is not Verdict.PASS]


def places_of(house: House, samples: Samples, knockers: list[Knocker], every: list[Mutant]) -> dict[str, list[Place]]:
    """At which doors, knocked at by whom, each function with a filter runs."""
    codes = {function_of(mutant).__code__: f"{mutant.module}.{mutant.function}" for mutant in every}
    places: dict[str, list[Place]] = defaultdict(list)
    for door in chain(routes(), fields()):
        for knocker in knockers:
            with calls_seen(codes) as seen:
                list(findings(house, samples, [door], [knocker], wrong=False))
            for name in seen:
                places[name].append((door, knocker))
    return places


def test_taking_any_filter_away_turns_the_matrix_red(house: House, samples: Samples, knockers: list[Knocker]) -> None:
    every = list(mutants())
    members = [knocker for knocker in knockers if knocker.standing.member]
    survivors, killed = [], 0
    with as_owner():
        places = places_of(house, samples, members, every)
        for mutant in every:
            here = places.get(f"{mutant.module}.{mutant.function}", [])
            with planted(mutant):
                red = any(knocked(house, samples, [place]) for place in here)
            killed += red
            if not red:
                survivors.append(f"{mutant} (knocked at {len(here)} places)")
    unexpected = [survivor for survivor in survivors if survivor.partition(" ")[2].split(" (")[0] not in HELD_TWICE]
    assert not unexpected, f"{killed} of {len(every)} turned red; these did not:\n" + "\n".join(unexpected)
    assert killed >= LEAST


def test_every_filter_that_is_held_twice_exists() -> None:
    assert set(HELD_TWICE) - {f"{m.function} without {m.filter}()" for m in mutants()} == set()


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
