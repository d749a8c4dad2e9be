"""Value-added tax: rounded once per rate on each document, and the parts of a document add up to its whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lyceum.kernel.foundation.rules.money import shares, vat_within


@dataclass(frozen=True, slots=True)
class RateTotal:
    """Of one rate (basis points) on one document; all in the currency's smallest unit."""

    rate: int
    gross: int
    tax: int

    @property
    def net(self) -> int:
        return self.gross - self.tax


def totals_per_rate(lines: Iterable[tuple[int, int]], former: Mapping[int, RateTotal] | None = None) -> list[RateTotal]:
    """From (rate, gross) lines, by rate. ``former``: what earlier parts of the same whole came to.

    A part takes the tax of all parts until now, less what they took: so the tax of a sale that is credited
    in any number of pieces comes back to the last cent.
    """
    gross: dict[int, int] = {}
    for rate, amount in lines:
        gross[rate] = gross.get(rate, 0) + amount
    before = former or {}
    return [_total(rate, gross[rate], before.get(rate, RateTotal(rate, 0, 0))) for rate in sorted(gross)]


def _total(rate: int, gross: int, before: RateTotal) -> RateTotal:
    return RateTotal(rate, gross, vat_within(before.gross + gross, rate) - before.tax)


def nets_of_lines(lines: list[tuple[int, int]], totals: Iterable[RateTotal]) -> list[int]:
    """Each line's part of its rate's net, so that the lines add up to it exactly."""
    nets = [0] * len(lines)
    for total in totals:
        places = [place for place, (rate, gross) in enumerate(lines) if rate == total.rate and gross]
        if places:
            cut = shares(total.net, [lines[place][1] for place in places])
            for place, net in zip(places, cut, strict=True):
                nets[place] = net
    return nets


def shown_rate(rate: int) -> str:
    """Basis points as a percentage, for machines: ``20``, ``5.5``."""
    return f"{rate / 100:g}"
