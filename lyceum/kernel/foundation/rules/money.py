"""Money: a whole number in the currency's smallest unit, beside an ISO 4217 code.

Nothing here rounds in silence but ``vat_within`` and ``shares``, which say how.
"""

import re
from collections.abc import Sequence

# ISO 4217 (list one): the currencies that have not two decimals. Without a decimal, with three, with four.
_OTHER_EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
_SIGNS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF", "CAD": "CA$", "AUD": "A$", "XAF": "FCFA",
    "XOF": "F CFA", "XPF": "F CFP", "KRW": "₩", "INR": "₹", "VND": "₫", "TND": "DT", "ILS": "₪", "UAH": "₴",
}  # fmt: skip
_BASIS = 10_000  # basis points in the whole
_NARROW, _WIDE = "\u202f", "\u00a0"  # French typography: between thousands, before the sign
_TYPED = re.compile(r"(?P<whole>[0-9]{1,3}(?:[ \u00a0\u202f'’][0-9]{3})+|[0-9]{1,12})(?:[.,](?P<part>[0-9]+))?\Z")


class Mistyped(ValueError):
    """What was typed is no price. ``reason``: unreadable · negative · too_fine (too many decimals) · too_much."""

    def __init__(self, reason: str, decimals: int) -> None:
        super().__init__(reason)
        self.reason, self.decimals = reason, decimals


MOST = 10**12 - 1  # some ten thousand million euros: beyond it, somebody leant on a key


def exponent(currency: str) -> int:
    """How many decimals it has: EUR 2, JPY 0, TND 3."""
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise ValueError(f"not a currency: {currency!r}")
    return _OTHER_EXPONENTS.get(currency, 2)


def plain(amount: int, currency: str) -> str:
    """For machines: ``-1234.50``, with exactly the currency's decimals."""
    decimals = exponent(currency)
    digits = str(abs(amount)).rjust(decimals + 1, "0")
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def shown(amount: int, currency: str, language: str) -> str:
    """For people: ``1 234,50 €`` in French (narrow and wide no-break spaces), ``€1,234.50`` in English."""
    whole, _, part = plain(abs(amount), currency).partition(".")
    is_french = language.startswith("fr")
    grouped = f"{int(whole):,}".replace(",", _NARROW if is_french else ",")
    number = grouped + ("," if is_french else ".") + part if part else grouped
    sign = _SIGNS.get(currency, currency)
    minus = "\u2212" if amount < 0 else ""
    if is_french:
        return f"{minus}{number}{_WIDE}{sign}"
    return f"{minus}{sign}{_WIDE if sign[-1].isalpha() else ''}{number}"


def typed(text: str, currency: str) -> int:
    """A price as people type it, ``12,50`` or ``12.50`` or ``1 234``, in the smallest unit; raises ``Mistyped``.

    A third decimal of a euro is refused, not rounded: nobody owes it, and ``1.234`` may have meant thousands.
    """
    decimals = exponent(currency)
    bare = _without_sign(text.strip(), currency)
    if re.match(r"[-\u2212]", bare):
        raise Mistyped("negative", decimals)
    found = _TYPED.match(bare)
    if not found:
        raise Mistyped("unreadable", decimals)
    part = found["part"] or ""
    if len(part) > decimals:
        raise Mistyped("too_fine", decimals)
    amount = int(re.sub(r"\D", "", found["whole"]) + part.ljust(decimals, "0"))
    if amount > MOST:
        raise Mistyped("too_much", decimals)
    return amount


def vat_within(gross: int, rate: int) -> int:
    """The tax inside a price that includes it; ``rate`` in basis points. Half a unit goes away from zero."""
    if rate < 0:
        raise ValueError("a rate below nothing")
    whole = _BASIS + rate
    tax = (2 * abs(gross) * rate + whole) // (2 * whole)
    return tax if gross >= 0 else -tax


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """The amount cut by weight, to the last unit: largest remainder first, the earlier one where they are equal."""
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights are not below nothing, and one at least is above")
    size = abs(amount)
    cut = [size * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: -(size * weights[at] % total))
    for at in by_remainder[: size - sum(cut)]:
        cut[at] += 1
    return cut if amount >= 0 else [-part for part in cut]


def _without_sign(text: str, currency: str) -> str:
    for sign in (_SIGNS.get(currency, currency), currency):
        text = text.removesuffix(sign).removeprefix(sign).strip()
    return text
