"""When a provider that keeps failing is left alone, and for how long."""

from lyceum.kernel.ai.rules.event import Fault

FAILURES = 3  # in a row, then it is left alone
COOLING, LONGEST = 30.0, 900.0  # seconds
PROBE_SECONDS = 60.0  # whoever probes and dies must not keep the others waiting
# A question that does not fit says nothing about the provider.
COUNTED = frozenset(Fault) - {Fault.UNFIT}


def opens_after(failures: int, fault: Fault) -> bool:
    """A refused key stays refused: once is enough."""
    return failures >= FAILURES or fault is Fault.REFUSED


def cooling(failures: int) -> float:
    """Seconds until one call may probe it: 30, then twice as long after every probe that fails, at most 15 min."""
    return float(min(LONGEST, COOLING * 2 ** min(max(0, failures - FAILURES), 10)))
