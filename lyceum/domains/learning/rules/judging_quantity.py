"""Compares what was measured, dated or counted; its twin in the browser is in static/learning/judging-quantity.js."""

from lyceum.domains.learning.rules.likeness import Likeness, Reason, best
from lyceum.domains.learning.rules.quantity import Reading, readings
from lyceum.domains.learning.rules.unit import Unit, unit_of

_NO_UNIT = Unit(1.0, ())
_RELATIVE = 1e-9  # what floating point leaves of an equality


def measured(accepted: str, given: str, tolerance: float, unit: str) -> Likeness | None:
    """None where the accepted answer is no quantity. ``unit`` is the item's: the page shows it beside the field."""
    expected = [reading for reading in readings(accepted) if not reading.strange_unit]
    if not expected:
        return None
    if accepted.strip() == given.strip():
        return Likeness(Reason.EXACT, 1.0)
    shown = unit_of(unit) if unit.strip() else None
    return best([_beside(one, other, tolerance, shown) for one in expected for other in readings(given)])


def _beside(expected: Reading, given: Reading, tolerance: float, shown: Unit | None) -> Likeness:
    if expected.date or given.date:
        return _dates(expected, given)
    if expected.is_century or given.is_century:
        return _centuries(expected, given)
    if given.strange_unit:
        same = _near(expected.value, given.value, tolerance)
        return Likeness(Reason.UNIT_WRONG, 0.5) if same else Likeness(Reason.DIFFERENT, 0.0)
    return _measures(expected, given, tolerance, shown)


def _measures(expected: Reading, given: Reading, tolerance: float, shown: Unit | None) -> Likeness:
    ours = expected.unit or shown or _NO_UNIT
    theirs = given.unit or _NO_UNIT
    same_value = _near(expected.value, given.value, tolerance)
    if ours.powers == theirs.powers and _in_base(expected, given, ours, theirs, tolerance):
        exact = _in_base(expected, given, ours, theirs, 0.0)
        return Likeness(Reason.EQUIVALENT if exact else Reason.TOLERATED, 1.0)
    if given.unit is None and same_value:
        return Likeness(Reason.UNIT_MISSING, 0.5 if expected.unit else 1.0)
    if same_value:
        return Likeness(Reason.UNIT_WRONG, 0.5)
    return Likeness(Reason.VALUE_WRONG, 0.0)


def _in_base(expected: Reading, given: Reading, ours: Unit, theirs: Unit, tolerance: float) -> bool:
    value, other = ((expected.value + ours.offset) * ours.factor, (given.value + theirs.offset) * theirs.factor)
    return _near(value, other, tolerance * ours.factor)


def _near(value: float, other: float, tolerance: float) -> bool:
    return abs(value - other) <= max(tolerance, 0.0) + _RELATIVE * max(abs(value), abs(other))


def _centuries(expected: Reading, given: Reading) -> Likeness:
    if given.unit or given.strange_unit or expected.unit:
        return Likeness(Reason.DIFFERENT, 0.0)
    if expected.value != given.value:
        return Likeness(Reason.VALUE_WRONG, 0.0)
    if given.is_century or given.is_ordinal:
        return Likeness(Reason.EQUIVALENT, 1.0)
    return Likeness(Reason.UNIT_MISSING, 0.5)


def _dates(expected: Reading, given: Reading) -> Likeness:
    if expected.date == given.date:
        return Likeness(Reason.EQUIVALENT, 1.0)
    if expected.date and given.date:
        said = [part == other for part, other in zip(expected.date, given.date, strict=True) if other]
        return Likeness(Reason.INCOMPLETE, 0.5) if said and all(said) else Likeness(Reason.VALUE_WRONG, 0.0)
    if expected.date and given.value == expected.date[0] and given.unit is None:
        return Likeness(Reason.INCOMPLETE, 0.5)
    return Likeness(Reason.DIFFERENT, 0.0)
