"""What models cost, in US dollars per million tokens (in, out). Vendors' public prices of November 2026."""

from dataclasses import dataclass

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Per million tokens. ``is_known``: from the table or from the organisation; otherwise a prudent guess."""

    tokens_in: float
    tokens_out: float
    is_known: bool = True

    def of(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / MILLION


FREE = Price(0, 0)
# The longest name that a model's name begins with counts: "gpt-4o-mini-2024-07-18" is a "gpt-4o-mini".
PRICES: dict[str, dict[str, tuple[float, float]]] = {
    "openai": {
        "gpt-4": (30, 60),
        "gpt-4-turbo": (10, 30),
        "gpt-4.1": (2, 8),
        "gpt-4.1-mini": (0.4, 1.6),
        "gpt-4.1-nano": (0.1, 0.4),
        "gpt-4o": (2.5, 10),
        "gpt-4o-mini": (0.15, 0.6),
        "gpt-5": (1.25, 10),
        "gpt-5-mini": (0.25, 2),
        "gpt-5-nano": (0.05, 0.4),
        "gpt-5.1": (1.25, 10),
        "gpt-5.2": (1.75, 14),
        "gpt-5.4": (2.5, 15),
        "gpt-5.4-mini": (0.75, 4.5),
        "gpt-5.5": (5, 30),
        "gpt-6-luna": (0.1, 0.5),
        "gpt-6-sol": (2, 10),
        "gpt-6.1-sol": (2, 10),
        "gpt-6.1-terra": (1, 5),
        "o3": (2, 8),
        "o4-mini": (1.1, 4.4),
        "text-embedding-3-small": (0.02, 0),
        "text-embedding-3-large": (0.13, 0),
    },
    "anthropic": {
        "claude-haiku-4-5": (1, 5),
        "claude-haiku-5-5": (0.1, 0.5),
        "claude-opus-4-1": (15, 75),
        "claude-opus-4-5": (5, 25),
        "claude-opus-5": (5, 25),
        "claude-opus-5-5": (4, 20),
        "claude-sonnet-4-5": (3, 15),
        "claude-sonnet-4-6": (3, 15),
        "claude-sonnet-5": (2, 10),
        "claude-sonnet-5-5": (2, 10),
    },
}


def price_of(vendor: str, model: str, own: tuple[float | None, float | None] = (None, None)) -> Price:
    """``own``: what the organisation says it pays. An unknown model of a vendor that charges costs as its dearest.

    On one's own server, or one that we know nothing of, it costs nothing unless the organisation says so.
    """
    if own[0] is not None and own[1] is not None:
        return Price(own[0], own[1])
    table = PRICES.get(vendor)
    if table is None:
        return FREE
    found = max((name for name in table if model.startswith(name)), key=len, default="")
    if found:
        return Price(*table[found])
    return Price(max(p for p, _ in table.values()), max(p for _, p in table.values()), is_known=False)


def guessed_tokens(text: str) -> int:
    """Before a call, and where a provider does not count: some four characters each, in French and in English."""
    return len(text) // 4 + 1
