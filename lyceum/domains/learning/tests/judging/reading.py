"""Reads the tables, for the test of the rules and for that of their twin in the browser."""

from typing import NamedTuple

from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.likeness import Reason
from lyceum.domains.learning.tests.judging.quantity_table import QUANTITIES
from lyceum.domains.learning.tests.judging.words_table import WORDS


class Case(NamedTuple):
    content: Content
    given: str
    is_right: bool
    reason: Reason


def cases() -> list[Case]:
    return [*_read(WORDS, Kind.SHORT), *_read(QUANTITIES, Kind.NUMBER)]


def _read(table: str, kind: Kind) -> list[Case]:
    found = []
    for line in table.strip().splitlines():
        accepted, given, right, reason, tolerance, unit = [*(part.strip() for part in line.split("|")), "0", ""][:6]
        content = Content(kind, "?", answers=(accepted,), tolerance=float(tolerance or 0), unit=unit)
        found.append(Case(content, given, right == "yes", Reason(reason)))
    return found
