"""An invoice as it is drawn and embedded: every amount and every word of it, in its own language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lyceum.kernel.billing.rules.invoice import Buyer, Seller
from lyceum.kernel.billing.rules.vat import RateTotal


@dataclass(frozen=True, slots=True)
class PaperLine:
    """``net``: the line's part of its rate's net; the lines of a rate add up to it."""

    text: str
    quantity: int
    unit: int
    gross: int
    net: int
    rate: int


@dataclass(frozen=True, slots=True)
class Paper:
    """``credits``: number and day of the invoice that this credit note gives back some of. ``words``: in the language
    of the paper. ``mentions``: what the law wants to read at its foot. ``hue``: of the organisation's colour.
    ``prepaid``: what had been paid when it was issued."""

    code: str
    is_credit_note: bool
    issued_on: date
    currency: str
    language: str
    seller: Seller
    buyer: Buyer
    lines: Sequence[PaperLine]
    totals: Sequence[RateTotal]
    words: Mapping[str, str]
    mentions: Sequence[str] = ()
    credits: tuple[str, date] | None = None
    hue: int = 262
    prepaid: int = 0

    @property
    def gross(self) -> int:
        return sum(total.gross for total in self.totals)

    @property
    def tax(self) -> int:
        return sum(total.tax for total in self.totals)

    @property
    def net(self) -> int:
        return self.gross - self.tax

    @property
    def due(self) -> int:
        return self.gross - self.prepaid
