"""A list of guests as it is pasted or comes as a file, and what each of them is given."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from lyceum.domains.events.rules.offer import Sold
from lyceum.domains.events.rules.pricing import Line, Plan

MOST_TICKETS, MOST_ROWS = 50, 200


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list. ``number``: as a person counts lines; ``quantity`` is 0 where it cannot be read."""

    number: int
    name: str
    email: str
    quantity: int = 1


def free_plan(sold: Sold, quantity: int) -> Plan:
    """As many of it as asked for, for nothing; windows, prices and limits are for those who buy."""
    line = Line(sold.id, 0, sold.vat_rate, sold.bundle, sold.quotas)
    plan = Plan((line,) * quantity)
    for quota in sold.quotas:
        plan.quotas[quota] += sold.bundle * quantity
    return plan


def rows_in(text: str, *, is_headed: bool = True) -> Iterator[Row]:
    """Name, address, how many: parted by a semicolon, a tab or a comma.

    ``is_headed``: its first line may be one of headings, which has no address.
    """
    text = text.lstrip("\ufeff")
    parted = next((sign for sign in ";\t," if sign in text), ";")
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=parted), 1):
        told = [cell.strip() for cell in cells]
        if not any(told) or (is_headed and number == 1 and not any("@" in cell for cell in told)):
            continue
        email = next((cell for cell in told if "@" in cell), "")
        others = [cell for cell in told if cell != email]
        name = others[0] if others else ""
        yield Row(number, name, email, _number(others[1] if len(others) > 1 else ""))


def _number(said: str) -> int:
    if not said:
        return 1
    return int(said) if said.isdecimal() and len(said) < 5 else 0
