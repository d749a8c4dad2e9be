"""A probe: ``@probe("room.queries.noun.function")`` over a function that asserts what that function gives."""

from collections.abc import Callable

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.tests.factories import caller_of
from tests.isolation.samples import Samples

Probe = Callable[[Samples], None]
PROBES: dict[str, Probe] = {}


def probe(act: str) -> Callable[[Probe], Probe]:
    def kept(function: Probe) -> Probe:
        assert act not in PROBES, act
        PROBES[act] = function
        return function

    return kept


def insider(samples: Samples) -> Caller:
    return caller_of(samples.house.here.insider)
