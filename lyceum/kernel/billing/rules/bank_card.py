"""The cards of the test bank: nobody types a number there, so nobody types a real one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LATE = timedelta(seconds=45)


class Outcome(StrEnum):
    SUCCEEDS = "succeeds"
    INSUFFICIENT = "insufficient"
    EXPIRED = "expired"
    CONFIRMS = "confirms"  # the payer's bank asks first, as with 3-D Secure
    LATE = "late"  # the bank decides after a while
    SILENT = "silent"  # it succeeds, and the bank forgets to tell
    TWICE = "twice"  # it is told twice
    DISPUTED = "disputed"  # it succeeds, then the payer's bank takes the money back


@dataclass(frozen=True, slots=True)
class BankCard:
    ending: str
    outcome: Outcome

    @property
    def is_declined(self) -> bool:
        return self.outcome in {Outcome.INSUFFICIENT, Outcome.EXPIRED}


CARDS = {
    card.ending: card
    for card in (
        BankCard("4242", Outcome.SUCCEEDS),
        BankCard("3155", Outcome.CONFIRMS),
        BankCard("9995", Outcome.INSUFFICIENT),
        BankCard("0069", Outcome.EXPIRED),
        BankCard("0077", Outcome.LATE),
        BankCard("0341", Outcome.SILENT),
        BankCard("2222", Outcome.TWICE),
        BankCard("0259", Outcome.DISPUTED),
    )
}
