"""What we need of a provider of models. One adapter for each vendor; ``embedded`` needs no key and no network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, Self, TypeVar, cast

from lyceum.kernel.ai.rules.asked import Asked
from lyceum.kernel.ai.rules.event import Fault
from lyceum.kernel.ai.rules.joining import GO_ON
from lyceum.kernel.ai.rules.prompt import Turn
from lyceum.kernel.ai.rules.vendor import Connection

T = TypeVar("T")


class ProviderFault(Exception):
    """The provider did not answer, or not to the end. ``detail`` is short and holds no secret and no content."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else fault)
        self.fault, self.detail = fault, detail


@dataclass(frozen=True, slots=True)
class Capabilities:
    """``generates``: there is a model that writes. ``embeds``: there is one that makes vectors."""

    generates: bool = False
    embeds: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """``instructions`` first, then the turns of the conversation, the last of them the person's. Times in seconds."""

    instructions: str
    turns: tuple[Turn, ...]
    most_tokens: int = 1000
    first_word_seconds: float = 10
    silence_seconds: float = 10
    total_seconds: float = 60

    @classmethod
    def of(cls, asked: Asked, shown: str = "") -> Self:
        """``shown``: what the reader has of the answer already, from a provider that broke."""
        turns = (*asked.turns, Turn(shown, by_model=True), Turn(GO_ON)) if shown else tuple(asked.turns)
        task = asked.task
        times = (task.first_word_seconds, task.silence_seconds, task.total_seconds)
        return cls(asked.instructions, turns, task.most_tokens, *times)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the provider counted; ``is_whole`` is false when the answer reached its longest length."""

    tokens_in: int = 0
    tokens_out: int = 0
    is_whole: bool = True


class Provider(Protocol):
    """Each call raises ProviderFault. None of them tries again by itself: the gateway moves on."""

    @property
    def capabilities(self) -> Capabilities: ...

    def stream(self, question: Question) -> Iterator[str | Tally]:
        """Deltas of the text as they come, then one Tally. Closing the iterator ends the call."""

    def structured(self, question: Question, schema: type[T]) -> tuple[T, Tally]:
        """An object of the schema, a pydantic model or a dataclass, valid."""

    def embed(self, texts: Sequence[str], seconds: float) -> tuple[list[list[float]], Tally]:
        """One vector for each text, in their order, all of one length."""


def provider(connection: Connection) -> Provider:
    """The adapter is named by the chain, among those of ``rules/vendor.py``."""
    module: Any = import_module(f"lyceum.kernel.ai.adapters.{connection.vendor.value}")
    return cast(Provider, module.connect(connection))
