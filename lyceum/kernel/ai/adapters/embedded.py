"""The default: no network, no key, no weights. It declares that it writes nothing, so that nobody asks it to."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from lyceum.kernel.ai.ports import Capabilities, ProviderFault, Question, Tally
from lyceum.kernel.ai.rules.event import Fault
from lyceum.kernel.ai.rules.vendor import Connection

T = TypeVar("T")


class NoModel:
    capabilities = Capabilities()

    def stream(self, question: Question) -> Iterator[str | Tally]:
        raise ProviderFault(Fault.UNFIT, "no model")

    def structured(self, question: Question, schema: type[T]) -> tuple[T, Tally]:
        raise ProviderFault(Fault.UNFIT, "no model")

    def embed(self, texts: Sequence[str], seconds: float) -> tuple[list[list[float]], Tally]:
        raise ProviderFault(Fault.UNFIT, "no model")


def connect(connection: Connection) -> NoModel:
    return NoModel()
