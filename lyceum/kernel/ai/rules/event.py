"""What ``ask`` yields: words as they come, what went wrong on the way, and how it ended."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a question ended, and how each call to a provider did (the ledger keeps both in the same words)."""

    ANSWERED = "answered"
    SHORTENED = "shortened"  # the answer reached its longest length
    KEPT = "kept"  # the answer of the last hour, without a call
    NO_MODEL = "no_model"  # nothing generates here: take the path without a model
    CAPPED = "capped"
    CUT = "cut"  # words were shown, then it broke, and nobody could go on
    FAILED = "failed"  # nobody answered, nothing was shown
    LEFT = "left"  # whoever asked went away


class Fault(StrEnum):
    """Why a provider did not answer, or not to the end."""

    REFUSED = "refused"  # the key, or the account behind it
    UNFIT = "unfit"  # it cannot answer this question: too long, unknown model, forbidden
    BUSY = "busy"
    DOWN = "down"
    SLOW = "slow"
    BROKEN = "broken"  # it answers what cannot be read, or stops in the middle


@dataclass(frozen=True, slots=True)
class Words:
    """Some more of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The stream broke after what was shown. If words follow, another provider goes on from there."""

    provider: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Usage:
    """``cost`` in US dollars, as vendors charge."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0


@dataclass(frozen=True, slots=True)
class Done:
    """The last event, always. ``is_whole``: the text that was shown is an answer, to its end.

    ``fault`` and ``detail`` say why the last provider that failed did.
    """

    outcome: Outcome
    usage: Usage = Usage()
    provider: str = ""
    model: str = ""
    fault: Fault | None = field(default=None, compare=False)
    detail: str = field(default="", compare=False)

    @property
    def is_whole(self) -> bool:
        return self.outcome in {Outcome.ANSWERED, Outcome.KEPT}


Event = Words | Interrupted | Done
