"""Amounts as Stripe writes them: https://docs.stripe.com/currencies#special-cases.

The smallest unit of ISO 4217, but for three currencies: ISK and UGX have two decimals there, always zero; MGA has none.
"""

_HUNDREDFOLD, _HUNDREDTH = frozenset({"ISK", "UGX"}), frozenset({"MGA"})


def at_stripe(amount: int, currency: str) -> int:
    """Raises ValueError for a part of an ariary."""
    if currency in _HUNDREDTH:
        if amount % 100:
            raise ValueError(f"{amount} {currency} has decimals")
        return amount // 100
    return amount * 100 if currency in _HUNDREDFOLD else amount


def from_stripe(amount: int, currency: str) -> int:
    currency = currency.upper()
    if currency in _HUNDREDTH:
        return amount * 100
    return amount // 100 if currency in _HUNDREDFOLD else amount
