"""What a sale and a credit are before they have a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True)
class Buyer:
    """As it stands on the paper. ``person_id``: whose account it is, if they have one."""

    name: str
    address: str = ""
    email: str = ""
    vat_number: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SaleLine:
    """``unit``: the price of one, tax included; ``vat_rate`` in basis points (2000: 20 %)."""

    text: str
    quantity: int
    unit: int
    vat_rate: int

    @property
    def gross(self) -> int:
        return self.quantity * self.unit


@dataclass(frozen=True, slots=True)
class Sale:
    """``id``: the invoice's, made by whoever asks, so that a repeat is harmless. Lines count from 1. ``prepaid``: what
    has been paid of it before it is issued."""

    id: UUID
    about_kind: str
    about_id: UUID
    buyer: Buyer
    lines: Sequence[SaleLine]
    currency: str
    language: str = "fr"
    prepaid: int = 0

    @property
    def gross(self) -> int:
        return sum(line.gross for line in self.lines)


@dataclass(frozen=True, slots=True)
class CreditLine:
    """How much of which line of the invoice (from 1) is given back, tax included. ``text``: else the line's own."""

    position: int
    amount: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells, frozen on each invoice. ``registration``: SIRET or its like; ``country``: ISO 3166-1 alpha-2."""

    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    registration: str = ""
    vat_number: str = ""
    is_exempt: bool = False
    mention: str = ""
    email: str = ""

    @property
    def is_complete(self) -> bool:
        """All that the law, and the European norm for invoices, want to know."""
        named = self.name and self.street and self.postcode and self.city and self.registration
        return bool(named and (self.vat_number or self.is_exempt))


class Fault(StrEnum):
    EMPTY = "empty"
    NEGATIVE = "negative"
    UNKNOWN_LINE = "unknown_line"
    TOO_MUCH = "too_much"
    OVERPAID = "overpaid"


def fault_of_sale(sale: Sale) -> Fault | None:
    if not sale.lines:
        return Fault.EMPTY
    if any(line.quantity < 1 or line.unit < 0 or line.vat_rate < 0 for line in sale.lines):
        return Fault.NEGATIVE
    return None if 0 <= sale.prepaid <= sale.gross else Fault.OVERPAID


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to credit of each line, by position."""

    amounts: Mapping[int, int] = field(default_factory=dict)

    def fault_of(self, lines: Sequence[CreditLine]) -> Fault | None:
        wanted: dict[int, int] = {}
        for line in lines:
            if line.amount <= 0:
                return Fault.NEGATIVE
            if line.position not in self.amounts:
                return Fault.UNKNOWN_LINE
            wanted[line.position] = wanted.get(line.position, 0) + line.amount
        if not wanted:
            return Fault.EMPTY if any(self.amounts.values()) else Fault.TOO_MUCH
        return Fault.TOO_MUCH if any(self.amounts[place] < amount for place, amount in wanted.items()) else None

    def all(self) -> list[CreditLine]:
        return [CreditLine(position, amount) for position, amount in sorted(self.amounts.items()) if amount]


def number_text(kind: str, year: int, number: int) -> str:
    """``F2026-00042``, and ``A`` (an *avoir*) for a credit note: each a series of its own in each year."""
    return f"{'F' if kind == Kind.INVOICE else 'A'}{year}-{number:05d}"
