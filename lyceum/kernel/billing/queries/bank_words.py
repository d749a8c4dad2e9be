"""The test bank's cards in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.rules.bank_card import CARDS, Outcome


@dataclass(frozen=True, slots=True)
class CardWords:
    ending: str
    name: Any
    text: Any
    tone: str


_WORDS = {
    Outcome.SUCCEEDS: (_("Pays at once"), _("The usual case."), "good"),
    Outcome.CONFIRMS: (_("Asks for confirmation"), _("The bank sends a question to your telephone first."), "good"),
    Outcome.INSUFFICIENT: (_("Has not enough money"), _("Declined; you may try another card."), "bad"),
    Outcome.EXPIRED: (_("Has expired"), _("Declined; you may try another card."), "bad"),
    Outcome.LATE: (_("Answers late"), _("The bank takes three quarters of a minute to decide."), "odd"),
    Outcome.SILENT: (_("Pays, and nobody tells"), _("No word reaches the shop: it has to ask."), "odd"),
    Outcome.TWICE: (_("Pays, and is told three times"), _("The shop hears the same news again and again."), "odd"),
    Outcome.DISPUTED: (_("Pays, then disputes"), _("Three quarters of a minute later the bank takes it back."), "odd"),
}
CARD_WORDS = {ending: CardWords(ending, *_WORDS[card.outcome]) for ending, card in CARDS.items()}
DECLINED_WORDS = {
    Outcome.INSUFFICIENT.value: _("There is not enough money on this card."),
    Outcome.EXPIRED.value: _("This card has expired."),
    "not_confirmed": _("The payment was not confirmed."),
}
