"""Transfers and payments on site: no provider knows of them, people of the organisation confirm what came."""

from collections.abc import Mapping

from lyceum.kernel.billing.ports import Charge, Fact, Forged, Heard, Return, Standing
from lyceum.kernel.billing.rules.payment_state import Said


class ByHand:
    def begin(self, charge: Charge) -> Standing:
        return Standing(charge.key, Said.OPEN)

    def look_up(self, reference: str) -> Standing:
        return Standing(reference, Said.OPEN)

    def cancel(self, reference: str) -> Standing:
        return Standing(reference, Said.FAILED)

    def refund(self, back: Return) -> Standing:
        return Standing(back.key, Said.PROCESSING)

    def look_up_refund(self, reference: str) -> Standing:
        return Standing(reference, Said.PROCESSING)

    def hear(self, headers: Mapping[str, str], body: bytes) -> Heard:
        raise Forged("nobody posts this")

    def facts(self, content: str) -> list[Fact]:
        return []


def connect() -> ByHand:
    return ByHand()
